import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { MfaDeviceDetail } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { GatedButton } from "../gated-button.tsx";
import type { MfaDenials } from "./denials.ts";
import { DeviceStatus } from "./device-status.tsx";
import { DialogFooter } from "./dialog-footer.tsx";

export interface OverviewProps {
  readonly ownerName: string;
  readonly devices: readonly MfaDeviceDetail[];
  readonly denials: MfaDenials;
  readonly onCancel: () => void;
  readonly onRemove: (device: MfaDeviceDetail) => void;
  readonly onResync: (device: MfaDeviceDetail) => void;
  readonly onAssignAnother: () => void;
}

/** Where a device is assigned already: what can be done with it, before another is assigned. */
export function Overview(props: OverviewProps) {
  const { ownerName, devices, denials, onCancel, onRemove, onResync, onAssignAnother } = props;
  const [chosen, setChosen] = useState(devices[0]?.serialNumber ?? "");
  const device = devices.find(({ serialNumber }) => serialNumber === chosen) ?? devices[0];
  if (device === undefined) return null;
  return (
    <SpaceBetween size="l">
      {devices.length === 1 ? (
        <SpaceBetween size="xs">
          <Box>{t("mfa.overview.intro", { owner: ownerName })}</Box>
          <DeviceLine device={device} />
        </SpaceBetween>
      ) : (
        <FormField label={t("mfa.overview.introSeveral", { owner: ownerName })} stretch={true}>
          <RadioGroup
            value={chosen}
            onChange={({ detail }) => setChosen(detail.value)}
            items={devices.map((each) => ({
              value: each.serialNumber,
              label: each.name,
              description: (
                <>
                  <span className="sp-mono mfa-serial">{each.serialNumber}</span>{" "}
                  <DeviceStatus device={each} />
                </>
              ),
            }))}
          />
        </FormField>
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <GatedButton denied={denials.resync} onClick={() => onResync(device)}>
          {t("mfa.resync.button")}
        </GatedButton>
        <GatedButton denied={denials.remove} onClick={() => onRemove(device)}>
          {t("mfa.remove.button")}
        </GatedButton>
        <GatedButton denied={denials.assign} onClick={onAssignAnother}>
          {t("mfa.overview.another")}
        </GatedButton>
      </SpaceBetween>
      <DialogFooter>
        <Button variant="link" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
      </DialogFooter>
    </SpaceBetween>
  );
}

function DeviceLine({ device }: { readonly device: MfaDeviceDetail }) {
  return (
    <div className="mfa-device-line">
      <Box variant="strong">{device.name}</Box>
      <span className="sp-mono mfa-serial">{device.serialNumber}</span>
      <DeviceStatus device={device} />
    </div>
  );
}
