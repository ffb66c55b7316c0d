import { call } from "../../api/client.ts";
import { deniedAll } from "../../components/denied.ts";
import { TagsTable } from "../../components/tags-table.tsx";
import { t } from "../../i18n/t.ts";
import type { RoleTabProps } from "./tab-props.ts";

export function TagsTab({ detail, onChanged }: RoleTabProps) {
  const { role, tags, denied } = detail;
  const { roleName } = role;
  return (
    <TagsTable
      tags={tags}
      description={t("role.tags.description")}
      denied={deniedAll(denied, ["iam:TagRole", "iam:UntagRole"])}
      save={{
        set: (set) => call("TagRole", { roleName, tags: set }),
        remove: (tagKeys) => call("UntagRole", { roleName, tagKeys }),
      }}
      onChanged={onChanged}
    />
  );
}
