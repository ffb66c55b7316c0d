import { AccessKeyTable } from "../../components/access-keys/access-key-table.tsx";
import { t } from "../../i18n/t.ts";
import type { UserTabProps } from "./tab-props.ts";

export function AccessKeys({ detail, onChanged }: UserTabProps) {
  const { user, mfaDevices, accessKeys, keyQuota, denied } = detail;
  const { userName } = user;
  const devices = mfaDevices.map(({ serialNumber }) => serialNumber);
  return (
    <AccessKeyTable
      owner={{ kind: "user", userName, devices }}
      keys={accessKeys}
      quota={keyQuota}
      denied={denied}
      heading="h2"
      description={t("user.credentials.keysDescription")}
      emptyText={t("user.credentials.noKeys.text", { userName })}
      onChanged={onChanged}
    />
  );
}
