import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";

export const sectionIds = ["password", "mfa", "access-keys"] as const;
export type SectionId = (typeof sectionIds)[number];

export interface OpenSections {
  isOpen(id: SectionId): boolean;
  toggle(id: SectionId, open: boolean): void;
}

/**
 * Which sections are open. An address with `#mfa` opens that one and brings it into view; the section opened last stands
 * in the address, so that a reload or a new sign-in comes back to it.
 */
export function useOpenSections(): OpenSections {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState<ReadonlySet<SectionId>>(() => new Set(sectionFrom(hash)));

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

function sectionFrom(hash: string): readonly SectionId[] {
  return sectionIds.filter((id) => hash === `#${id}`);
}
