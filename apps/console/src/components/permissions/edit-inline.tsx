import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { InlinePolicy } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { FormDialog } from "../form-dialog.tsx";
import { newDocument } from "../policy/new-document.ts";
import { PolicyEditor } from "../policy/policy-editor.tsx";
import { change, type Holder } from "./holder.ts";

interface EditInlineProps {
  readonly holder: Holder;
  /** Undefined where a new one is written. */
  readonly policy: InlinePolicy | undefined;
  readonly onSaved: (policyName: string) => void;
  readonly onDismiss: () => void;
}

const fields = ["policyName", "policyDocument"] as const;
const byCode = { LimitExceeded: "policyDocument" } as const;

export function EditInline({ holder, policy, onSaved, onDismiss }: EditInlineProps) {
  const { kind, name } = holder;
  const [policyName, setPolicyName] = useState(policy?.policyName ?? "");
  const [policyDocument, setPolicyDocument] = useState(policy?.policyDocument ?? newDocument);
  return (
    <FormDialog
      title={
        policy === undefined
          ? t("permissions.inline.createTitle", { name })
          : t("permissions.inline.editTitle", { policyName })
      }
      submitText={t("action.save")}
      submitDisabled={policyName === ""}
      size="max"
      fields={fields}
      byCode={byCode}
      onSubmit={async () => {
        await change.put(holder, policyName, policyDocument);
        onSaved(policyName);
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          {policy === undefined ? (
            <FormField
              label={t("permissions.inline.name")}
              errorText={errors.at("policyName")}
              stretch={true}
            >
              <Input
                value={policyName}
                autoComplete={false}
                spellcheck={false}
                onChange={({ detail }) => setPolicyName(detail.value.trim())}
              />
            </FormField>
          ) : null}
          <PolicyEditor
            value={policyDocument}
            kind={kind}
            errorText={errors.at("policyDocument")}
            onChange={setPolicyDocument}
          />
        </>
      )}
    </FormDialog>
  );
}
