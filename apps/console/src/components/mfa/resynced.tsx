import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import LiveRegion from "@cloudscape-design/components/live-region";
import { t } from "../../i18n/t.ts";
import { DialogFooter } from "./dialog-footer.tsx";
import { offsetText } from "./offset-text.ts";

export interface ResyncedProps {
  readonly deviceName: string;
  readonly driftSeconds: number | undefined;
  readonly onClose: () => void;
}

export function Resynced({ deviceName, driftSeconds, onClose }: ResyncedProps) {
  return (
    <LiveRegion>
      <Alert type="success" header={t("mfa.resync.done")}>
        {t("mfa.resync.doneText", { device: deviceName })}
        {driftSeconds === undefined || isInTime(driftSeconds)
          ? null
          : ` ${t("mfa.resync.doneDrift", { offset: offsetText(driftSeconds) })}`}
      </Alert>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {t("action.close")}
        </Button>
      </DialogFooter>
    </LiveRegion>
  );
}

/** A pair that ended so near to now says more about how fast somebody types than about the clock. */
function isInTime(offsetSeconds: number): boolean {
  return offsetSeconds >= -60 && offsetSeconds <= 30;
}
