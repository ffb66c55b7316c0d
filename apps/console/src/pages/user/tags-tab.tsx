import { call } from "../../api/client.ts";
import { deniedAll } from "../../components/denied.ts";
import { TagsTable } from "../../components/tags-table.tsx";
import { t } from "../../i18n/t.ts";
import type { UserTabProps } from "./tab-props.ts";

export function TagsTab({ detail, onChanged }: UserTabProps) {
  const { user, tags, denied } = detail;
  const { userName } = user;
  return (
    <TagsTable
      tags={tags}
      description={t("user.tags.description")}
      denied={deniedAll(denied, ["iam:TagUser", "iam:UntagUser"])}
      save={{
        remove: (tagKeys) => call("UntagUser", { userName, tagKeys }),
        set: (set) => call("TagUser", { userName, tags: set }),
      }}
      onChanged={onChanged}
    />
  );
}
