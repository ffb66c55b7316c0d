import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { call } from "../api/client.ts";
import type { Output } from "../api/types.ts";
import { Problem } from "../components/problem.tsx";
import { formatCountdown } from "../format.ts";
import { t } from "../i18n/t.ts";

interface WarningDialogProps {
  readonly cause: "idle" | "absolute";
  readonly leftMs: number;
  readonly onStayed: (times: Output<"KeepAlive">) => void;
  readonly onUnderstood: () => void;
}

export function WarningDialog({ cause, leftMs, onStayed, onUnderstood }: WarningDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function stay() {
    setBusy(true);
    try {
      onStayed(await call("KeepAlive", {}));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  const idle = cause === "idle";
  return (
    <Modal
      visible={true}
      header={t(idle ? "session.warnTitle" : "session.warnAbsoluteTitle")}
      closeAriaLabel={t("action.close")}
      onDismiss={idle ? () => void stay() : onUnderstood}
      footer={
        <Box float="right">
          {idle ? (
            <Button variant="primary" loading={busy} onClick={() => void stay()}>
              {t("session.stay")}
            </Button>
          ) : (
            <Button variant="primary" onClick={onUnderstood}>
              {t("session.understood")}
            </Button>
          )}
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box variant="p">{t(idle ? "session.warnIdle" : "session.warnAbsolute")}</Box>
        <div role="timer">
          <Box variant="awsui-key-label">{t("session.left")}</Box>
          <Box fontSize="display-l" fontWeight="light">
            {formatCountdown(leftMs / 1000)}
          </Box>
        </div>
        {error === undefined ? null : <Problem error={error} />}
      </SpaceBetween>
    </Modal>
  );
}

interface EndedDialogProps {
  readonly onSignIn: () => void;
  readonly onKeepReading: () => void;
}

export function EndedDialog({ onSignIn, onKeepReading }: EndedDialogProps) {
  return (
    <Modal
      visible={true}
      header={t("session.endedTitle")}
      closeAriaLabel={t("action.close")}
      onDismiss={({ detail }) => {
        if (detail.reason !== "overlay") onKeepReading();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onKeepReading}>
              {t("session.keepReading")}
            </Button>
            <Button variant="primary" onClick={onSignIn}>
              {t("session.signInAgain")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <Box variant="p">{t("session.endedText")}</Box>
    </Modal>
  );
}
