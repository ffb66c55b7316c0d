import Box from "@cloudscape-design/components/box";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { PolicyEditor } from "../../components/policy/policy-editor.tsx";
import { t } from "../../i18n/t.ts";

interface EditTrustProps {
  readonly roleName: string;
  readonly trustPolicy: string;
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}

const fields = ["policyDocument"] as const;
const byCode = { LimitExceeded: "policyDocument" } as const;

export function EditTrust({ roleName, trustPolicy, onSaved, onDismiss }: EditTrustProps) {
  const [policyDocument, setPolicyDocument] = useState(trustPolicy);
  return (
    <FormDialog
      title={t("role.trust.editTitle", { roleName })}
      submitText={t("action.save")}
      submitDisabled={policyDocument === trustPolicy}
      size="max"
      fields={fields}
      byCode={byCode}
      onSubmit={async () => {
        await call("UpdateAssumeRolePolicy", { roleName, policyDocument });
        onSaved();
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          <Box color="text-body-secondary">{t("role.trust.editHelp")}</Box>
          <PolicyEditor
            value={policyDocument}
            kind="trust"
            errorText={errors.at("policyDocument")}
            onChange={setPolicyDocument}
          />
        </>
      )}
    </FormDialog>
  );
}
