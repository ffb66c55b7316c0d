import { createContext, type ReactNode, use } from "react";
import { createPortal } from "react-dom";

/** The element in the dialog's footer that the step on show puts its buttons into. */
export const FooterSlot = createContext<HTMLElement | null>(null);

/**
 * The buttons of a dialog's step, shown in the footer that stays in view while the step scrolls.
 * So a step owns its buttons, and the dialog stays the same one from step to step: the focus never leaves it.
 */
export function DialogFooter({ children }: { readonly children: ReactNode }) {
  const slot = use(FooterSlot);
  if (slot === null) return null;
  return createPortal(<div className="mfa-footer">{children}</div>, slot);
}
