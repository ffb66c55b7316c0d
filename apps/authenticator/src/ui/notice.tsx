import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons.tsx";

const icons = { info: "info", warning: "warning", error: "warning" } as const;

/** A sentence that concerns the whole screen, with what can be done about it. */
export function Notice({
  kind = "info",
  children,
  actions,
}: {
  readonly kind?: "info" | "warning" | "error";
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  const icon: IconName = icons[kind];
  return (
    <div className={`notice notice-${kind}`} role={kind === "error" ? "alert" : undefined}>
      <Icon name={icon} />
      <div className="notice-text">{children}</div>
      {actions === undefined ? null : <div className="notice-actions">{actions}</div>}
    </div>
  );
}
