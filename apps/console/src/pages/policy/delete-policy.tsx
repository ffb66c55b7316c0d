import { call } from "../../api/client.ts";
import type { PolicyDetail } from "../../api/types.ts";
import { ConfirmByTyping } from "../../components/confirm-by-typing.tsx";
import { t } from "../../i18n/t.ts";

interface DeletePolicyProps {
  readonly detail: PolicyDetail;
  readonly onDeleted: () => void;
  readonly onDismiss: () => void;
}

export function DeletePolicy({ detail, onDeleted, onDismiss }: DeletePolicyProps) {
  const { policy, versions } = detail;
  const { policyName, arn: policyArn } = policy;
  return (
    <ConfirmByTyping
      title={t("policy.delete.title", { policyName })}
      word={policyName}
      actionText={t("action.delete")}
      onConfirm={async () => {
        // AWS's own order: the versions that are not in force, then the policy.
        for (const { versionId, isDefaultVersion } of versions) {
          if (!isDefaultVersion) await call("DeletePolicyVersion", { policyArn, versionId });
        }
        await call("DeletePolicy", { policyArn });
        onDeleted();
      }}
      onDismiss={onDismiss}
    >
      {t("policy.delete.text")}
    </ConfirmByTyping>
  );
}
