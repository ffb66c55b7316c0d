import { call } from "../../api/client.ts";
import { deniedAll } from "../../components/denied.ts";
import { TagsTable } from "../../components/tags-table.tsx";
import { t } from "../../i18n/t.ts";
import type { PolicyTabProps } from "./tab-props.ts";

export function TagsTab({ detail, onChanged }: PolicyTabProps) {
  const { policy, builtIn, denied } = detail;
  const { arn: policyArn, tags = [] } = policy;
  return (
    <TagsTable
      tags={tags}
      description={t("policy.tags.description")}
      denied={
        builtIn
          ? t("policy.builtInReason")
          : deniedAll(denied, ["iam:TagPolicy", "iam:UntagPolicy"])
      }
      save={{
        remove: (tagKeys) => call("UntagPolicy", { policyArn, tagKeys }),
        set: (set) => call("TagPolicy", { policyArn, tags: set }),
      }}
      onChanged={onChanged}
    />
  );
}
