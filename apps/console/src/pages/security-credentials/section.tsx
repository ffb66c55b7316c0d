import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "react-router";
import type { CredentialsSection } from "../../routes.ts";
import type { OpenSections } from "./use-open-sections.ts";

interface SectionProps {
  readonly id: CredentialsSection;
  readonly title: string;
  readonly sections: OpenSections;
  readonly children: ReactNode;
}

/** One kind of credential, folded away until it is wanted. What is folded away is not on the page. */
export function Section({ id, title, sections, children }: SectionProps) {
  const open = sections.isOpen(id);
  const place = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();
  const asked = hash === `#${id}`;
  useEffect(() => {
    if (asked) place.current?.scrollIntoView({ block: "nearest" });
  }, [asked]);
  return (
    <div ref={place} id={id}>
      <ExpandableSection
        variant="container"
        headerText={title}
        headingTagOverride="h2"
        expanded={open}
        onChange={({ detail }) => sections.toggle(id, detail.expanded)}
      >
        {open ? children : null}
      </ExpandableSection>
    </div>
  );
}
