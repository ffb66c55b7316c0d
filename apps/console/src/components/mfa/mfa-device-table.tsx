import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import type { MfaDeviceDetail } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { EmptyState } from "../empty-state.tsx";
import { GatedButton } from "../gated-button.tsx";
import type { MfaDenials } from "./denials.ts";
import { deviceColumns } from "./device-columns.tsx";
import "./mfa.css";

export interface MfaDeviceTableProps {
  readonly devices: readonly MfaDeviceDetail[];
  readonly denials: MfaDenials;
  readonly onActivate: () => void;
  readonly onResync: (device: MfaDeviceDetail) => void;
  readonly onRemove: (device: MfaDeviceDetail) => void;
}

/** Somebody's MFA devices, one of them selected to be resynced or removed; without any, the invitation to assign one. */
export function MfaDeviceTable(props: MfaDeviceTableProps) {
  const { devices, denials, onActivate, onResync, onRemove } = props;
  const [chosen, setChosen] = useState<string>();
  const only = devices.length === 1 ? devices[0] : undefined;
  const selected = devices.find(({ serialNumber }) => serialNumber === chosen) ?? only;
  const unselected = selected === undefined ? t("mfa.table.selectFirst") : undefined;

  if (devices.length === 0) {
    return (
      <EmptyState
        title={t("mfa.table.empty")}
        text={t("mfa.table.emptyText")}
        action={
          <GatedButton variant="primary" denied={denials.assign} onClick={onActivate}>
            {t("mfa.table.activate")}
          </GatedButton>
        }
      />
    );
  }
  return (
    <Table
      variant="embedded"
      items={devices}
      columnDefinitions={deviceColumns}
      trackBy="serialNumber"
      wrapLines={true}
      selectionType="single"
      selectedItems={selected === undefined ? [] : [selected]}
      onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0]?.serialNumber)}
      ariaLabels={{
        tableLabel: t("mfa.table.label"),
        selectionGroupLabel: t("mfa.table.selection"),
        itemSelectionLabel: (_state, device) => t("mfa.table.select", { device: device.name }),
      }}
      header={
        <Header
          variant="h3"
          counter={`(${devices.length})`}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <GatedButton
                denied={denials.resync ?? unselected}
                onClick={() => selected && onResync(selected)}
              >
                {t("mfa.resync.button")}
              </GatedButton>
              <GatedButton
                denied={denials.remove ?? unselected}
                onClick={() => selected && onRemove(selected)}
              >
                {t("mfa.remove.button")}
              </GatedButton>
              <GatedButton variant="primary" denied={denials.assign} onClick={onActivate}>
                {t("mfa.table.activate")}
              </GatedButton>
            </SpaceBetween>
          }
        >
          {t("mfa.table.label")}
        </Header>
      }
    />
  );
}
