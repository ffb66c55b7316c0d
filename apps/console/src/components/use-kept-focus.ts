import { type RefObject, useEffect, useRef } from "react";

/**
 * The button that had the focus may go when `what` changes: the row it stood in is gone, the table that replaced it is
 * another. Then its surroundings take the focus, so that the keyboard does not begin anew at the top of the page.
 */
export function useKeptFocus<E extends HTMLElement>(what: unknown): RefObject<E | null> {
  const surroundings = useRef<E>(null);
  const before = useRef(what);
  useEffect(() => {
    if (before.current === what) return;
    before.current = what;
    if (document.activeElement === document.body) surroundings.current?.focus();
  }, [what]);
  return surroundings;
}
