import FormField from "@cloudscape-design/components/form-field";
import { useState } from "react";
import { t } from "../../i18n/t.ts";
import { FormDialog } from "../form-dialog.tsx";
import { PolicyPicker } from "../policy/policy-picker.tsx";
import { change, type Holder } from "./holder.ts";

interface AttachPoliciesProps {
  readonly holder: Holder;
  /** ARNs that hang on it already. */
  readonly attached: readonly string[];
  readonly onAttached: (count: number) => void;
  readonly onDismiss: () => void;
}

export function AttachPolicies({ holder, attached, onAttached, onDismiss }: AttachPoliciesProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <FormDialog
      title={t("permissions.attach.title", { name: holder.name })}
      submitText={t("permissions.attach")}
      submitDisabled={chosen.length === 0}
      fields={["policyArn"]}
      onSubmit={async () => {
        for (const policyArn of chosen) await change.attach(holder, policyArn);
        onAttached(chosen.length);
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("permissions.attach.label")}
          errorText={errors.at("policyArn")}
          stretch={true}
        >
          <PolicyPicker selected={chosen} exclude={new Set(attached)} onChange={setChosen} />
        </FormField>
      )}
    </FormDialog>
  );
}
