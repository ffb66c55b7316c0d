import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";
import { type Bounded, faultyNumbers, formOf, policyInput } from "./password-policy-form.ts";
import { PasswordPolicySettings } from "./password-policy-settings.tsx";

type Choice = Output<"GetPasswordRules">["rules"];

interface EditPasswordPolicyProps {
  readonly rules: Output<"GetPasswordRules">;
  readonly onSaved: (message: string) => void;
  readonly onDismiss: () => void;
}

const choices: readonly Choice[] = ["default", "custom", "modern"];

/** First the choice and the settings, then what they mean for those who have a password now. */
export function EditPasswordPolicy({ rules, onSaved, onDismiss }: EditPasswordPolicyProps) {
  const [choice, setChoice] = useState<Choice>(rules.rules);
  const [form, setForm] = useState(() => formOf(rules.policy));
  const [faulty, setFaulty] = useState<readonly Bounded[]>([]);
  const [confirming, setConfirming] = useState(false);

  if (confirming) {
    return (
      <FormDialog
        key="confirm"
        title={t(`passwordPolicy.${choice}Confirm`)}
        submitText={t(`passwordPolicy.${choice}Set`)}
        fields={[]}
        onSubmit={async () => {
          if (choice === "custom") await call("UpdateAccountPasswordPolicy", policyInput(form));
          else if (choice === "modern") await call("UseModernPasswordRules", {});
          else await call("DeleteAccountPasswordPolicy", {});
          onSaved(t(`passwordPolicy.${choice}Done`));
        }}
        onDismiss={() => setConfirming(false)}
      >
        {() => (
          <SpaceBetween size="m">
            <div>{t(`passwordPolicy.${choice}ConfirmText`)}</div>
            {choice === "custom" && form.expires ? (
              <Alert type="warning">
                {t(form.hardExpiry ? "passwordPolicy.oldHard" : "passwordPolicy.old", {
                  days: form.maxAge,
                })}
              </Alert>
            ) : null}
          </SpaceBetween>
        )}
      </FormDialog>
    );
  }
  return (
    <FormDialog
      key="edit"
      title={t("passwordPolicy.edit")}
      submitText={t("action.save")}
      submitDisabled={choice !== "custom" && choice === rules.rules}
      size="large"
      fields={[]}
      onSubmit={async () => {
        const found = choice === "custom" ? faultyNumbers(form) : [];
        setFaulty(found);
        setConfirming(found.length === 0);
      }}
      onDismiss={onDismiss}
    >
      {() => (
        <SpaceBetween size="l">
          <FormField label={t("passwordPolicy.inForce")}>
            <RadioGroup
              value={choice}
              onChange={({ detail }) => setChoice(detail.value as Choice)}
              items={choices.map((value) => ({
                value,
                label: t(`passwordPolicy.${value}`),
                description: t(`passwordPolicy.${value}Help`),
              }))}
            />
          </FormField>
          {choice === "custom" ? (
            <PasswordPolicySettings form={form} faulty={faulty} onChange={setForm} />
          ) : null}
        </SpaceBetween>
      )}
    </FormDialog>
  );
}
