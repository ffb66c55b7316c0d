import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef, useState } from "react";
import type { MfaDeviceDetail } from "../../api/types.ts";
import { mfaDenials } from "../../components/mfa/denials.ts";
import { ManageMfaDevice, type ManageMfaStart } from "../../components/mfa/manage-mfa-device.tsx";
import { MfaDeviceTable } from "../../components/mfa/mfa-device-table.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

interface MfaSectionProps {
  readonly devices: readonly MfaDeviceDetail[];
  readonly quota: number;
  readonly onChanged: () => void;
}

const self = { kind: "self" } as const;

export function MfaSection({ devices, quota, onChanged }: MfaSectionProps) {
  const { person, denied } = useConsole();
  const [start, setStart] = useState<ManageMfaStart>();
  const section = useFocusKeptIn(devices);
  return (
    <div ref={section} tabIndex={-1} className="mfa-section">
      <SpaceBetween size="m">
        <Box>
          {t("credentials.mfaWhy")}
          {person.kind === "root" ? ` ${t("credentials.mfaRootWhy")}` : null}
        </Box>
        <MfaDeviceTable
          devices={devices}
          denials={mfaDenials(denied, devices.length, quota)}
          onActivate={() => setStart({ at: "assign" })}
          onResync={(device) => setStart({ at: "resync", device })}
          onRemove={(device) => setStart({ at: "remove", device })}
        />
      </SpaceBetween>
      {start === undefined ? null : (
        <ManageMfaDevice
          owner={self}
          devices={devices}
          start={start}
          onChanged={onChanged}
          onDismiss={() => setStart(undefined)}
        />
      )}
    </div>
  );
}

/** The button that opened the dialog may be gone once the devices have changed: then the focus stays in the section. */
function useFocusKeptIn(devices: readonly MfaDeviceDetail[]) {
  const section = useRef<HTMLDivElement>(null);
  const before = useRef(devices);
  useEffect(() => {
    if (before.current === devices) return;
    before.current = devices;
    if (document.activeElement === document.body) section.current?.focus();
  }, [devices]);
  return section;
}
