import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Output } from "../../api/types.ts";
import { AccessKeyTable } from "../../components/access-keys/access-key-table.tsx";
import { t } from "../../i18n/t.ts";

interface AccessKeysProps {
  readonly credentials: Output<"GetMyCredentials">;
  readonly onChanged: () => void;
}

export function AccessKeys({ credentials, onChanged }: AccessKeysProps) {
  const { kind, userName, mfaDevices, accessKeys, keyQuota, denied } = credentials;
  const isRoot = kind === "root";
  const devices = mfaDevices.map(({ serialNumber }) => serialNumber);
  return (
    <SpaceBetween size="m">
      <Box>{t("credentials.keysWhy")}</Box>
      <AccessKeyTable
        owner={{ kind: isRoot ? "root" : "self", userName, devices }}
        keys={accessKeys}
        quota={keyQuota}
        denied={denied}
        heading="h3"
        variant="embedded"
        emptyText={t(isRoot ? "credentials.noKeysRootText" : "credentials.noKeysText")}
        onChanged={onChanged}
      />
    </SpaceBetween>
  );
}
