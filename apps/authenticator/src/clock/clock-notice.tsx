import { duration } from "../i18n/duration.ts";
import { t } from "../i18n/t.ts";
import { changeSettings, settings } from "../settings.ts";
import { useStore } from "../store.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

/** Says that this device's clock is wrong, and what is done about it. */
export function ClockNotice() {
  const { clockOffsetMs, correctsClock } = useStore(settings);
  if (clockOffsetMs === 0) return null;
  const time = duration(Math.abs(clockOffsetMs));
  const toggle = () => changeSettings({ correctsClock: !correctsClock });
  return (
    <Notice
      kind={correctsClock ? "info" : "warning"}
      actions={
        <Button onClick={toggle}>
          {t(correctsClock ? "clock.stopCorrecting" : "clock.correct")}
        </Button>
      }
    >
      {t(clockOffsetMs < 0 ? "clock.fast" : "clock.slow", { time })}{" "}
      {t(correctsClock ? "clock.corrected" : "clock.uncorrected")}
    </Notice>
  );
}
