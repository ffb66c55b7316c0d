import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { call } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { useFlash } from "../../components/flash.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { Instant } from "../../components/instant.tsx";
import { Problem } from "../../components/problem.tsx";
import { nameInTopBar, useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import {
  checkPasswordForm,
  countCharacterClasses,
  type PasswordFault,
  type PasswordField,
  type PasswordForm,
} from "./password-faults.ts";

interface PasswordSectionProps {
  readonly password: Output<"GetMyCredentials">["password"];
  readonly onChanged: () => void;
}

const emptyForm: PasswordForm = { oldPassword: "", newPassword: "", retyped: "" };
const fields: readonly PasswordField[] = ["oldPassword", "newPassword", "retyped"];

/** When the password was changed, the rules for a new one, and the form that sets it. */
export function PasswordSection({ password, onChanged }: PasswordSectionProps) {
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={2}
        items={[
          { label: t("credentials.passwordChanged"), value: instantOrNever(password.changedAt) },
          { label: t("credentials.passwordUsed"), value: instantOrNever(password.lastUsedAt) },
        ]}
      />
      <ChangePassword onChanged={onChanged} />
    </SpaceBetween>
  );
}

function instantOrNever(at: string | undefined) {
  return at === undefined ? t("state.never") : <Instant at={at} />;
}

function ChangePassword({ onChanged }: { readonly onChanged: () => void }) {
  const context = useConsole();
  const flash = useFlash();
  const [form, setForm] = useState(emptyForm);
  const [faults, setFaults] = useState<Partial<Record<PasswordField, PasswordFault>>>({});
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const errors = formErrors(error, fields, { PasswordPolicyViolation: "newPassword" });
  const inputs: Readonly<Record<PasswordField, React.RefObject<InputProps.Ref | null>>> = {
    oldPassword: useRef<InputProps.Ref>(null),
    newPassword: useRef<InputProps.Ref>(null),
    retyped: useRef<InputProps.Ref>(null),
  };
  const root = context.person.kind === "root";
  const denied = root ? undefined : context.denied["iam:ChangePassword"];

  const focusFirst = (isWrong: (field: PasswordField) => boolean) => {
    const field = fields.find(isWrong);
    if (field !== undefined) inputs[field].current?.focus();
  };

  const submit = () => {
    if (busy) return;
    setError(undefined);
    const seen = checkPasswordForm(form);
    setFaults(seen);
    if (Object.keys(seen).length > 0) return focusFirst((field) => seen[field] !== undefined);
    setBusy(true);
    const { oldPassword, newPassword } = form;
    call(root ? "UpdateRootPassword" : "ChangePassword", { oldPassword, newPassword })
      .then(() => {
        setForm(emptyForm);
        flash.show({ type: "success", content: t("credentials.passwordDone") });
        onChanged();
      })
      .catch((caught: unknown) => {
        setError(caught);
        const refused = formErrors(caught, fields, { PasswordPolicyViolation: "newPassword" });
        focusFirst((field) => refused.at(field) !== undefined);
      })
      .finally(() => setBusy(false));
  };

  const passwordField = (field: PasswordField, label: string, autoComplete: string) => {
    const fault = faults[field];
    return (
      <FormField
        label={label}
        errorText={fault === undefined ? errors.at(field) : t(`credentials.${fault}`)}
        constraintText={field === "newPassword" ? kindsSoFar(form.newPassword) : undefined}
      >
        <Input
          ref={inputs[field]}
          type="password"
          name={field}
          value={form[field]}
          autoComplete={autoComplete}
          disableBrowserAutocorrect={true}
          spellcheck={false}
          ariaRequired={true}
          disabled={denied !== undefined}
          onChange={({ detail }) => {
            setFaults((before) => without(before, field));
            setError(undefined);
            setForm((before) => ({ ...before, [field]: detail.value }));
          }}
        />
      </FormField>
    );
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SpaceBetween size="m">
        {/* For password managers: whose password this is. */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={nameInTopBar(context)}
          readOnly={true}
          hidden={true}
        />
        {passwordField("oldPassword", t("credentials.oldPassword"), "current-password")}
        <PasswordRules />
        {passwordField("newPassword", t("credentials.newPassword"), "new-password")}
        {passwordField("retyped", t("credentials.retype"), "new-password")}
        {errors.rest === undefined ? null : <Problem error={errors.rest} />}
        <SpaceBetween size="xs">
          <Button
            variant="primary"
            formAction="submit"
            loading={busy}
            disabled={denied !== undefined}
            {...(denied === undefined ? {} : { disabledReason: denied })}
          >
            {t("credentials.changePassword")}
          </Button>
          <Box variant="small" color="text-body-secondary">
            {t("credentials.passwordHint")}
          </Box>
        </SpaceBetween>
      </SpaceBetween>
    </form>
  );
}

function PasswordRules() {
  return (
    <div>
      <Box variant="awsui-key-label">{t("credentials.rules")}</Box>
      <Box variant="div" color="text-body-secondary">
        <ul className="credentials-rules">
          <li>{t("credentials.ruleLength")}</li>
          <li>{t("credentials.ruleClasses")}</li>
          <li>{t("credentials.ruleCommon")}</li>
        </ul>
      </Box>
    </div>
  );
}

function kindsSoFar(password: string): string | undefined {
  if (password === "") return undefined;
  return t("credentials.ruleCount", { count: countCharacterClasses(password) });
}

function without<K extends string, V>(record: Partial<Record<K, V>>, key: K) {
  const { [key]: _, ...rest } = record;
  return rest as Partial<Record<K, V>>;
}
