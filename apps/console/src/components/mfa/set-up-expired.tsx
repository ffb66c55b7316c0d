import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef } from "react";
import { t } from "../../i18n/t.ts";
import { Problem } from "../problem.tsx";
import { useAction } from "../use-action.ts";
import { DialogFooter } from "./dialog-footer.tsx";
import { type Enrolment, startEnrolment } from "./enrolment.ts";
import type { DeviceOwner } from "./owner.ts";

export interface SetUpExpiredProps {
  readonly owner: DeviceOwner;
  readonly enrolment: Enrolment;
  readonly onCancel: () => void;
  readonly onRestarted: (enrolment: Enrolment) => void;
}

/** Stands in the place of a set-up whose time is over, and begins it anew under the same name. */
export function SetUpExpired({ owner, enrolment, onCancel, onRestarted }: SetUpExpiredProps) {
  const { busy, error, run } = useAction();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector("button")?.focus(), []);

  const restart = async () => onRestarted(await startEnrolment(owner, enrolment.deviceName));

  return (
    <SpaceBetween size="m">
      <div ref={place}>
        <Alert
          type="warning"
          header={t("mfa.setUp.expired")}
          action={
            <Button loading={busy} onClick={() => run(restart)}>
              {t("mfa.setUp.startAgain")}
            </Button>
          }
        >
          {t("mfa.setUp.expiredText")}
        </Alert>
      </div>
      {error === undefined ? null : <Problem error={error} />}
      <DialogFooter>
        <Button variant="link" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
      </DialogFooter>
    </SpaceBetween>
  );
}
