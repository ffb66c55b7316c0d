import { t } from "../i18n/t.ts";
import { useStore } from "../store.ts";
import { standsStill } from "../vault/hashing.ts";
import { Button } from "./button.tsx";
import type { IconName } from "./icons.tsx";
import type { Busy } from "./use-busy.ts";

/**
 * The button for work that takes a second or more, and what is to be seen of it: that it goes on, and a way to call it off. It
 * keeps the focus meanwhile; pressed again it does nothing.
 */
export function Submit({
  busy: { isBusy, cancel },
  action,
  actionUnderWay = t("action.working"),
  icon,
  onClick,
}: {
  readonly busy: Busy;
  readonly action: string;
  readonly actionUnderWay?: string;
  readonly icon?: IconName;
  /** Where it belongs to no form. */
  readonly onClick?: () => void;
}) {
  const isStill = useStore(standsStill);
  return (
    <div className="work">
      <div className="buttons">
        <Button
          type={onClick === undefined ? "submit" : "button"}
          look="primary"
          aria-disabled={isBusy}
          {...(icon && { icon })}
          {...(onClick && { onClick })}
        >
          {isBusy ? actionUnderWay : action}
        </Button>
        {isBusy && !isStill ? <Button onClick={cancel}>{t("action.cancel")}</Button> : null}
      </div>
      {isBusy ? <progress className="work-bar" aria-label={actionUnderWay} /> : null}
      <div className="hint" role="status">
        {isBusy && isStill ? t("work.standsStill") : null}
      </div>
    </div>
  );
}
