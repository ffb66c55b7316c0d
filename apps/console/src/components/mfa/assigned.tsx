import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { toSignIn } from "../../routes.ts";
import { DialogFooter } from "./dialog-footer.tsx";
import { offsetText } from "./offset-text.ts";

export interface AssignedProps {
  readonly outcome: Output<"FinishMFAEnrolment">;
  readonly onClose: () => void;
  readonly onResync: () => void;
}

/** The success screen. It never hides that codes were late: such a device would disappoint at the next sign-in. */
export function Assigned({ outcome, onClose, onResync }: AssignedProps) {
  const [leaving, setLeaving] = useState(false);
  const { status, offsetSeconds, sessionUpgraded, signInAgain } = outcome;
  const leave = () => {
    setLeaving(true);
    void signOutAndIn();
  };

  return (
    <LiveRegion>
      <SpaceBetween size="m">
        <Alert type="success" header={t("mfa.assigned.title")}>
          <div>{t("mfa.assigned.text")}</div>
          {sessionUpgraded ? <div>{t("mfa.assigned.upgraded")}</div> : null}
        </Alert>
        {status === "outOfSync" ? (
          <Alert
            type="warning"
            header={t("mfa.assigned.outOfSync")}
            action={<Button onClick={onResync}>{t("mfa.assigned.resyncNow")}</Button>}
          >
            {t("mfa.assigned.outOfSyncText", { offset: offsetText(offsetSeconds) })}
          </Alert>
        ) : null}
        {signInAgain ? (
          <Alert
            type="info"
            action={
              <Button loading={leaving} onClick={leave}>
                {t("mfa.assigned.signInAgainButton")}
              </Button>
            }
          >
            {t("mfa.assigned.signInAgain")}
          </Alert>
        ) : null}
      </SpaceBetween>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {t("action.close")}
        </Button>
      </DialogFooter>
    </LiveRegion>
  );
}

/** Sign-in sends whoever has a session straight back, so this one ends first; afterwards this page opens again. */
async function signOutAndIn(): Promise<void> {
  // A session that has ended by itself is as good as signed out.
  await call("SignOut", {}).catch(() => {});
  location.assign(toSignIn(location.pathname + location.search + location.hash));
}
