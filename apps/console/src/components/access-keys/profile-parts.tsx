import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { t } from "../../i18n/t.ts";
import { type ProfileKind, profileFiles, profileKinds } from "./client-profile.ts";
import { FileText } from "./file-text.tsx";
import type { KeyOwner } from "./owner.ts";

interface ProfilePartsProps {
  readonly owner: KeyOwner;
  readonly accessKeyId: string;
  /** Known only while a new key is shown. */
  readonly secretAccessKey?: string;
}

const dots = "••••••••••••••••";

/** The parts of AWS's files that make a profile with this key, by the way in which its programs are to sign in. */
export function ProfileParts({ owner, accessKeyId, secretAccessKey }: ProfilePartsProps) {
  const { devices } = owner;
  const [chosen, setChosen] = useState<ProfileKind>(devices.length > 0 ? "process" : "key");
  const [device, setDevice] = useState(devices[0]);
  const parts = {
    kind: chosen,
    name: owner.userName ?? "root",
    origin: window.location.origin,
    accessKeyId,
    serialNumber: device,
  };
  const shown = profileFiles({
    ...parts,
    ...(secretAccessKey !== undefined && { secretAccessKey: dots }),
  });
  const copied = profileFiles({ ...parts, secretAccessKey });

  return (
    <SpaceBetween size="m">
      <Box>{t("keys.profile.text")}</Box>
      <FormField label={t("keys.profile.kind")} stretch={true}>
        <RadioGroup
          value={chosen}
          onChange={({ detail }) =>
            setChosen(profileKinds.find((kind) => kind === detail.value) ?? chosen)
          }
          items={profileKinds.map((value) => {
            const needsDevice = value === "process" && devices.length === 0;
            return {
              value,
              label: t(`keys.profile.${value}`),
              disabled: needsDevice,
              description: needsDevice
                ? t("keys.profile.processNeedsDevice")
                : t(`keys.profile.${value}Text`),
            };
          })}
        />
      </FormField>
      {devices.length > 1 ? (
        <FormField label={t("keys.profile.device")} stretch={true}>
          <Select
            selectedOption={device === undefined ? null : { value: device, label: device }}
            options={devices.map((value) => ({ value, label: value }))}
            onChange={({ detail }) => setDevice(detail.selectedOption.value)}
          />
        </FormField>
      ) : null}
      <FileText name={t("keys.profile.config")} shown={shown.config} />
      <FileText
        name={t("keys.profile.credentials")}
        shown={shown.credentials}
        copied={copied.credentials}
      />
      <Box variant="small" color="text-body-secondary">
        {t(
          secretAccessKey === undefined ? "keys.profile.secretPlace" : "keys.profile.hiddenSecret",
        )}
      </Box>
      <FileText
        name={t("keys.profile.try")}
        shown={`aws sts get-caller-identity --profile ${parts.name}`}
      />
    </SpaceBetween>
  );
}
