import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Problem } from "../../components/problem.tsx";
import { nameInTopBar, useConsole } from "../../context/console-context.tsx";
import { t, tCount } from "../../i18n/t.ts";
import type { PasswordField } from "./password-faults.ts";
import { type PasswordFormState, usePasswordForm } from "./use-password-form.ts";

interface ChangePasswordProps {
  /** What is asked of the new one, a sentence a rule. */
  readonly rules: readonly string[];
  readonly denied: string | undefined;
  readonly onChanged: () => void;
}

/** Changes one's own password: root's by its own operation, an IAM user's by AWS's. */
export function ChangePassword({ rules, denied, onChanged }: ChangePasswordProps) {
  const context = useConsole();
  const flash = useFlash();
  const root = context.person.kind === "root";
  const state = usePasswordForm(root ? "UpdateRootPassword" : "ChangePassword", () => {
    flash.show({ type: "success", content: t("credentials.passwordDone") });
    onChanged();
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        state.submit();
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
        <PasswordInput
          field="oldPassword"
          label={t("credentials.oldPassword")}
          autoComplete="current-password"
          state={state}
        />
        <PasswordRules rules={rules} />
        <PasswordInput
          field="newPassword"
          label={t("credentials.newPassword")}
          autoComplete="new-password"
          constraint={lengthSoFar(state.form.newPassword)}
          state={state}
        />
        <PasswordInput
          field="retyped"
          label={t("credentials.retype")}
          autoComplete="new-password"
          state={state}
        />
        {state.rest === undefined ? null : <Problem error={state.rest} />}
        <SpaceBetween size="xs">
          <GatedButton variant="primary" formAction="submit" loading={state.busy} denied={denied}>
            {t("credentials.changePassword")}
          </GatedButton>
          <Box variant="small" color="text-body-secondary">
            {t("credentials.passwordHint")}
          </Box>
        </SpaceBetween>
      </SpaceBetween>
    </form>
  );
}

interface PasswordInputProps {
  readonly field: PasswordField;
  readonly label: string;
  readonly autoComplete: "current-password" | "new-password";
  readonly constraint?: string | undefined;
  readonly state: PasswordFormState;
}

function PasswordInput({ field, label, autoComplete, constraint, state }: PasswordInputProps) {
  return (
    <FormField label={label} errorText={state.errorAt(field)} constraintText={constraint}>
      <Input
        ref={state.inputs[field]}
        type="password"
        name={field}
        value={state.form[field]}
        autoComplete={autoComplete}
        disableBrowserAutocorrect={true}
        spellcheck={false}
        ariaRequired={true}
        onChange={({ detail }) => state.type(field, detail.value)}
      />
    </FormField>
  );
}

function PasswordRules({ rules }: { readonly rules: readonly string[] }) {
  return (
    <div>
      <Box variant="awsui-key-label">{t("credentials.rules")}</Box>
      <Box variant="div" color="text-body-secondary">
        <ul className="credentials-rules">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Box>
    </div>
  );
}

function lengthSoFar(password: string): string | undefined {
  if (password === "") return undefined;
  return tCount("credentials.lengthSoFar", [...password].length);
}
