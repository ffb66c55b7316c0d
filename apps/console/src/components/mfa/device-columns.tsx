import type { TableProps } from "@cloudscape-design/components/table";
import type { MfaDeviceDetail } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { CopyableText } from "../copy.tsx";
import { Instant } from "../instant.tsx";
import { DeviceStatus } from "./device-status.tsx";
import { offsetText } from "./offset-text.ts";

export const deviceColumns: readonly TableProps.ColumnDefinition<MfaDeviceDetail>[] = [
  {
    id: "device",
    header: t("mfa.table.device"),
    cell: (device) => device.name,
    isRowHeader: true,
    minWidth: 130,
  },
  {
    id: "kind",
    header: t("mfa.table.kind"),
    cell: (device) => t(`mfaKind.${device.kind}`),
    minWidth: 100,
  },
  {
    id: "serial",
    header: t("mfa.table.serial"),
    cell: (device) => <CopyableText text={device.serialNumber} what={t("mfa.table.copySerial")} />,
    minWidth: 200,
  },
  {
    id: "assigned",
    header: t("mfa.table.assigned"),
    cell: (device) => <Instant at={device.enableDate} />,
    minWidth: 130,
  },
  {
    id: "lastUsed",
    header: t("mfa.table.lastUsed"),
    cell: (device) =>
      device.lastUsedAt === undefined ? (
        t("state.never")
      ) : (
        <Instant at={device.lastUsedAt} style="ago" />
      ),
    minWidth: 90,
  },
  {
    id: "drift",
    header: t("mfa.table.drift"),
    cell: (device) => (
      <div className="mfa-sentence">{offsetText(device.offsetSeconds ?? device.driftSeconds)}</div>
    ),
    minWidth: 100,
  },
  {
    id: "status",
    header: t("mfa.table.status"),
    cell: (device) => <DeviceStatus device={device} />,
    minWidth: 110,
  },
];
