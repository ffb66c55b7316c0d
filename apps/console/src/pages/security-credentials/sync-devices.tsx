import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import type { SyncDevice, VaultSync } from "../../api/types.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import {
  findSelected,
  isKnown,
  syncDeviceColumns,
  syncDeviceLabels,
} from "../../components/sync/device-columns.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { formatAgo, formatInstant } from "../../format.ts";
import { t } from "../../i18n/t.ts";

interface SyncDevicesProps {
  readonly sync: VaultSync;
  /** Whether a pairing code is being asked for. */
  readonly busy: boolean;
  readonly onPair: () => void;
  readonly onRemove: (device: SyncDevice) => void;
  readonly onTurnOff: () => void;
}

/** The paired devices, one of them selected to be removed; without any, the invitation to turn sync on. */
export function SyncDevices({ sync, busy, onPair, onRemove, onTurnOff }: SyncDevicesProps) {
  const { devices, deviceQuota } = sync;
  const { authenticatorUrl } = useConsole();
  const [chosen, setChosen] = useState<string>();
  const selected = findSelected(devices, chosen);
  const noAuthenticator = authenticatorUrl === undefined ? t("sync.noAuthenticator") : undefined;
  const known = devices.filter(isKnown);
  const full =
    known.length >= deviceQuota ? t("sync.full", { count: deviceQuota }) : noAuthenticator;

  if (devices.length === 0 && sync.vault === undefined) {
    return (
      <EmptyState
        title={t("sync.off")}
        text={noAuthenticator ?? t("sync.offText")}
        action={
          noAuthenticator === undefined ? (
            <SpaceBetween size="xs" alignItems="center">
              <GatedButton variant="primary" denied={undefined} loading={busy} onClick={onPair}>
                {t("sync.turnOn")}
              </GatedButton>
              <OpenCode sync={sync} />
            </SpaceBetween>
          ) : null
        }
      />
    );
  }
  return (
    <SpaceBetween size="s">
      <Table
        variant="embedded"
        items={devices}
        columnDefinitions={syncDeviceColumns}
        trackBy="deviceId"
        wrapLines={true}
        selectionType="single"
        selectedItems={selected === undefined ? [] : [selected]}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0]?.deviceId)}
        ariaLabels={syncDeviceLabels}
        empty={t("sync.noDevice")}
        header={
          <Header
            variant="h3"
            counter={`(${devices.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <GatedButton denied={undefined} onClick={onTurnOff}>
                  {t("sync.turnOff")}
                </GatedButton>
                <GatedButton
                  denied={selected === undefined ? t("sync.selectFirst") : undefined}
                  onClick={() => selected && onRemove(selected)}
                >
                  {t("sync.remove")}
                </GatedButton>
                <GatedButton variant="primary" denied={full} loading={busy} onClick={onPair}>
                  {t("sync.pair")}
                </GatedButton>
              </SpaceBetween>
            }
          >
            {t("sync.devices")}
          </Header>
        }
      />
      <Box color="text-body-secondary">{storedWords(sync)}</Box>
      <OpenCode sync={sync} />
    </SpaceBetween>
  );
}

function storedWords({ vault }: VaultSync): string {
  if (vault === undefined) return t("sync.nothingStored");
  const size = t("sync.kilobytes", { count: Math.ceil(vault.size / 1024) });
  return t("sync.stored", { size, ago: formatAgo(vault.storedAt, Date.now()) });
}

/** A code that was asked for, in a dialog that was closed, and is still good. */
function OpenCode({ sync: { pairing } }: { readonly sync: VaultSync }) {
  if (pairing === undefined) return null;
  return (
    <Box color="text-body-secondary" fontSize="body-s">
      {t("sync.open", { time: formatInstant(pairing.expiresAt) })}
    </Box>
  );
}
