import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { MfaDeviceDetail } from "../../api/types.ts";
import { mfaDenials } from "../../components/mfa/denials.ts";
import { ManageMfaDevice, type ManageMfaStart } from "../../components/mfa/manage-mfa-device.tsx";
import { MfaDeviceTable } from "../../components/mfa/mfa-device-table.tsx";
import { useKeptFocus } from "../../components/use-kept-focus.ts";
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
  const section = useKeptFocus<HTMLElement>(devices);
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={t("credentials.mfa")}
      className="credentials-section"
    >
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
    </section>
  );
}
