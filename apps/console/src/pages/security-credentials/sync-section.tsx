import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Output, SyncDevice } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { useKeptFocus } from "../../components/use-kept-focus.ts";
import { t } from "../../i18n/t.ts";
import { SyncDevices } from "./sync-devices.tsx";

const PairDevice = lazyDialog(async () => (await import("./pair-device.tsx")).PairDevice);
const RemoveSyncDevice = lazyDialog(async () => (await import("./end-sync.tsx")).RemoveSyncDevice);
const TurnOffSync = lazyDialog(async () => (await import("./end-sync.tsx")).TurnOffSync);

const noInput = {} as const;

type Dialog =
  | {
      readonly kind: "pair";
      readonly pairing: Output<"StartVaultPairing">;
      readonly known: readonly SyncDevice[];
    }
  | { readonly kind: "remove"; readonly device: SyncDevice }
  | { readonly kind: "turnOff" };

/** The devices on which one's own authenticator is kept in step, and what it takes to pair, remove and end that. */
export function SyncSection() {
  const { data, error, loading, reload } = useQuery("GetVaultSync", noInput);
  const [dialog, setDialog] = useState<Dialog>();
  const flash = useFlash();
  const starting = useAction();
  const place = useKeptFocus<HTMLElement>(data);

  const begin = async () => {
    try {
      const pairing = await call("StartVaultPairing", noInput);
      // What the page shows may be old: a device that was paired elsewhere meanwhile is not the one that is waited for.
      const { devices } = await call("GetVaultSync", noInput);
      setDialog({ kind: "pair", pairing, known: devices });
    } catch (refused) {
      flash.showError(refused);
    }
  };
  const close = () => {
    setDialog(undefined);
    reload();
  };
  const done = (content: string) => {
    close();
    flash.show({ type: "success", content });
  };

  return (
    <section ref={place} tabIndex={-1} aria-label={t("sync.title")} className="credentials-section">
      <SpaceBetween size="m">
        <Box>{t("sync.why")}</Box>
        {error === undefined ? null : <Problem error={error} onRetry={reload} />}
        {data === undefined && loading ? <PageLoading /> : null}
        {data === undefined ? null : (
          <SyncDevices
            sync={data}
            busy={starting.busy}
            onPair={() => starting.run(begin)}
            onRemove={(device) => setDialog({ kind: "remove", device })}
            onTurnOff={() => setDialog({ kind: "turnOff" })}
          />
        )}
      </SpaceBetween>
      {dialog?.kind === "pair" ? (
        <PairDevice
          pairing={dialog.pairing}
          known={dialog.known}
          busy={starting.busy}
          onAgain={() => starting.run(begin)}
          onDone={close}
        />
      ) : null}
      {dialog?.kind === "remove" ? (
        <RemoveSyncDevice
          device={dialog.device}
          isLast={data?.devices.length === 1}
          onDone={() => done(t("sync.removed", { device: dialog.device.name }))}
          onDismiss={close}
        />
      ) : null}
      {dialog?.kind === "turnOff" ? (
        <TurnOffSync onDone={() => done(t("sync.turnedOff"))} onDismiss={close} />
      ) : null}
    </section>
  );
}
