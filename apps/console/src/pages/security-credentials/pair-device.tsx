import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import LiveRegion from "@cloudscape-design/components/live-region";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Output, SyncDevice } from "../../api/types.ts";
import { CopyButton } from "../../components/copy.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { formatCountdown } from "../../format.ts";
import { t } from "../../i18n/t.ts";
import { usePairing } from "./use-pairing.ts";
import "./pair-device.css";

interface PairDeviceProps {
  readonly pairing: Output<"StartVaultPairing">;
  /** The devices that are paired already. */
  readonly known: readonly SyncDevice[];
  /** Whether another code is being asked for. */
  readonly busy: boolean;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}

/** A pairing code, as a picture and typed out, for as long as it is good; notices by itself when a device has used it. */
export function PairDevice({ pairing, known, busy, onAgain, onDone }: PairDeviceProps) {
  const { paired, secondsLeft } = usePairing(pairing, known);
  const expired = paired === undefined && secondsLeft <= 0;
  return (
    <Modal
      visible={true}
      header={t("sync.pairing.title")}
      closeAriaLabel={t("action.dismiss")}
      onDismiss={({ detail }) => {
        // A click beside the dialog would lose the code while it is being typed elsewhere.
        if (detail.reason !== "overlay") onDone();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {expired ? (
              <Button variant="primary" loading={busy} onClick={onAgain}>
                {t("sync.pairing.again")}
              </Button>
            ) : null}
            <Button variant={paired === undefined ? "link" : "primary"} onClick={onDone}>
              {t(paired === undefined ? "action.close" : "sync.pairing.finish")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {paired !== undefined ? (
        <Alert type="success" header={t("sync.pairing.done", { device: paired.name })}>
          {t("sync.pairing.doneText")}
        </Alert>
      ) : expired ? (
        <Alert type="warning" header={t("sync.pairing.expired")}>
          {t("sync.pairing.expiredText")}
        </Alert>
      ) : (
        <SpaceBetween size="m">
          <Steps pairing={pairing} />
          <StatusIndicator type="in-progress">
            <span className="pairing-waiting">
              {t("sync.pairing.waiting", { time: formatCountdown(secondsLeft) })}
            </span>
          </StatusIndicator>
        </SpaceBetween>
      )}
      <LiveRegion hidden={true}>{news(paired, expired)}</LiveRegion>
    </Modal>
  );
}

/** What a screen reader hears: the countdown is for the eye alone. */
function news(paired: SyncDevice | undefined, expired: boolean): string {
  if (paired !== undefined) return t("sync.pairing.done", { device: paired.name });
  return t(expired ? "sync.pairing.expired" : "sync.pairing.waitingSpoken");
}

function Steps({ pairing: { pairingCode, qrCodePng } }: Pick<PairDeviceProps, "pairing">) {
  return (
    <ol className="pairing-steps">
      <li>
        <OpenTheApp />
      </li>
      <li>
        <SpaceBetween size="s">
          <span>{t("sync.pairing.second")}</span>
          <img
            className="pairing-qr"
            src={`data:image/png;base64,${qrCodePng}`}
            width="240"
            height="240"
            alt={t("sync.pairing.qr")}
          />
          <section className="pairing-code" aria-label={t("sync.pairing.code")}>
            <code className="sp-mono" translate="no">
              {pairingCode}
            </code>
            <CopyButton text={pairingCode} what={t("sync.pairing.code").toLowerCase()} />
          </section>
          <Box variant="small" color="text-body-secondary">
            {t("sync.pairing.once")}
          </Box>
        </SpaceBetween>
      </li>
    </ol>
  );
}

/** The sentence with the app's name in it as the way to it, for whoever pairs this very device. */
function OpenTheApp() {
  const { authenticatorUrl } = useConsole();
  const name = t("sync.pairing.app");
  const [before = "", after = ""] = t("sync.pairing.first", { app: "\n" }).split("\n");
  return (
    <>
      {before}
      {authenticatorUrl === undefined ? (
        name
      ) : (
        <Link href={new URL(authenticatorUrl).origin} external={true} variant="primary">
          {name}
        </Link>
      )}
      {after}
    </>
  );
}
