import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { SyncDevice } from "../../api/types.ts";
import { formatInstant } from "../../format.ts";
import { t } from "../../i18n/t.ts";
import { Instant } from "../instant.tsx";

/** What there is to see of a device that syncs somebody's authenticator. */
export const syncDeviceColumns: readonly TableProps.ColumnDefinition<SyncDevice>[] = [
  {
    id: "device",
    header: t("sync.device"),
    cell: ({ name }) => name,
    isRowHeader: true,
    minWidth: 140,
  },
  {
    id: "paired",
    header: t("sync.paired"),
    cell: ({ pairedAt }) => <Instant at={pairedAt} />,
    minWidth: 150,
  },
  {
    id: "lastSync",
    header: t("sync.lastSync"),
    cell: (device) => <LastSync device={device} />,
    minWidth: 110,
  },
];

/** Whether the server still knows it: see `docs/reference/vault-sync.md`. */
export function isKnown({ expiresAt }: SyncDevice): boolean {
  return Date.parse(expiresAt) > Date.now();
}

function LastSync({ device }: { readonly device: SyncDevice }) {
  const { lastSyncAt } = device;
  return (
    <>
      {lastSyncAt === undefined ? t("sync.notYet") : <Instant at={lastSyncAt} style="ago" />}
      {isKnown(device) ? null : (
        <Box fontSize="body-s">
          <StatusIndicator type="warning">{t("sync.expired")}</StatusIndicator>
        </Box>
      )}
    </>
  );
}

export const syncDeviceLabels: TableProps.AriaLabels<SyncDevice> = {
  tableLabel: t("sync.devices"),
  selectionGroupLabel: t("sync.selection"),
  itemSelectionLabel: (_state, { name, pairedAt }) =>
    t("sync.select", { device: name, time: formatInstant(pairedAt) }),
};

/** The device that a button acts on: the chosen one, or the only one. */
export function findSelected(
  devices: readonly SyncDevice[],
  chosen: string | undefined,
): SyncDevice | undefined {
  const only = devices.length === 1 ? devices[0] : undefined;
  return devices.find(({ deviceId }) => deviceId === chosen) ?? only;
}
