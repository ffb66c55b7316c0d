import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";
import { linesOf } from "../identity-providers/provider-names.ts";
import type { MfaRuleProps } from "./mfa-rule.tsx";

const fields = ["amrValues", "acrValues", "maxAuthenticationAgeSeconds"] as const;

interface EditMfaRuleProps extends Omit<MfaRuleProps, "onChanged"> {
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}

export function EditMfaRule({ arn, kind, rule, onSaved, onDismiss }: EditMfaRuleProps) {
  const [amr, setAmr] = useState(rule.amrValues.join("\n"));
  const [acr, setAcr] = useState(rule.acrValues.join("\n"));
  const [minutes, setMinutes] = useState(String(rule.maxAuthenticationAgeSeconds / 60));
  const [exempt, setExempt] = useState(rule.exempt);

  async function save() {
    await call("PutIdentityProviderMFARule", {
      providerArn: arn,
      amrValues: linesOf(amr),
      acrValues: linesOf(acr),
      maxAuthenticationAgeSeconds: Math.round(Number(minutes) * 60),
      exempt,
    });
    onSaved();
  }

  return (
    <FormDialog
      title={t("provider.mfa.edit")}
      submitText={t("action.save")}
      submitDisabled={!/^\d+$/.test(minutes)}
      fields={fields}
      onSubmit={save}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          {kind === "oidc" ? (
            <FormField
              label={t("provider.mfa.amr")}
              constraintText={t("provider.mfa.valuesHelp")}
              errorText={errors.at("amrValues")}
              stretch={true}
            >
              <Textarea
                value={amr}
                rows={3}
                spellcheck={false}
                onChange={({ detail }) => setAmr(detail.value)}
              />
            </FormField>
          ) : null}
          <FormField
            label={t(kind === "oidc" ? "provider.mfa.acr" : "provider.mfa.contextClass")}
            constraintText={t("provider.mfa.valuesHelp")}
            errorText={errors.at("acrValues")}
            stretch={true}
          >
            <Textarea
              value={acr}
              rows={3}
              spellcheck={false}
              onChange={({ detail }) => setAcr(detail.value)}
            />
          </FormField>
          <FormField
            label={t("provider.mfa.age")}
            errorText={errors.at("maxAuthenticationAgeSeconds")}
            stretch={true}
          >
            <Input
              value={minutes}
              inputMode="numeric"
              autoComplete={false}
              onChange={({ detail }) => setMinutes(detail.value.trim())}
            />
          </FormField>
          <FormField label={t("provider.mfa.exempt")} stretch={true}>
            <RadioGroup
              value={exempt ? "machines" : "people"}
              items={(["people", "machines"] as const).map((value) => ({
                value,
                label: t(`provider.mfa.${value}`),
              }))}
              onChange={({ detail }) => setExempt(detail.value === "machines")}
            />
          </FormField>
          <Alert type="info">{t("provider.mfa.narrower")}</Alert>
        </>
      )}
    </FormDialog>
  );
}
