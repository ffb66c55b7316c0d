import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { type CredentialsSection, credentialsSections } from "../../routes.ts";

export interface OpenSections {
  isOpen(id: CredentialsSection): boolean;
  toggle(id: CredentialsSection, open: boolean): void;
}

/**
 * Which sections are open. An address with `#mfa` opens that one and brings it into view; the section opened last stands
 * in the address, so that a reload or a new sign-in comes back to it.
 */
export function useOpenSections(): OpenSections {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState<ReadonlySet<CredentialsSection>>(
    () => new Set(sectionFrom(hash)),
  );

  useEffect(() => {
    const [asked] = sectionFrom(hash);
    if (asked === undefined) return;
    setOpen((before) => (before.has(asked) ? before : new Set([...before, asked])));
  }, [hash]);

  return {
    isOpen: (id) => open.has(id),
    toggle: (id, wanted) => {
      const next = new Set(open);
      if (wanted) next.add(id);
      else next.delete(id);
      setOpen(next);
      void navigate({ hash: wanted ? id : "" }, { replace: true });
    },
  };
}

function sectionFrom(hash: string): readonly CredentialsSection[] {
  return credentialsSections.filter((id) => hash === `#${id}`);
}
