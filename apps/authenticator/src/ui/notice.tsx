import { type ReactNode, useEffect, useRef } from "react";
import { Icon, type IconName } from "./icons.tsx";

const icons = { info: "info", warning: "warning", error: "warning" } as const;

/** A sentence that concerns the whole screen, with what can be done about it. */
export function Notice({
  kind = "info",
  isAnswer = false,
  children,
  actions,
}: {
  readonly kind?: "info" | "warning" | "error";
  /** It answers what the person just did, perhaps far below it: they are brought to it. */
  readonly isAnswer?: boolean;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  const icon: IconName = icons[kind];
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAnswer) element.current?.focus();
  }, [isAnswer]);
  return (
    <div
      ref={element}
      className={`notice notice-${kind}`}
      role={kind === "error" ? "alert" : "status"}
      tabIndex={isAnswer ? -1 : undefined}
    >
      <Icon name={icon} />
      <div className="notice-text">{children}</div>
      {actions === undefined ? null : <div className="notice-actions">{actions}</div>}
    </div>
  );
}
