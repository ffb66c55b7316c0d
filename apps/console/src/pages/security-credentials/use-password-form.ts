import type { InputProps } from "@cloudscape-design/components/input";
import { type RefObject, useEffect, useRef, useState } from "react";
import { call } from "../../api/client.ts";
import { type FormErrors, formErrors } from "../../components/form-errors.ts";
import { useAction } from "../../components/use-action.ts";
import { t } from "../../i18n/t.ts";
import {
  checkPasswordForm,
  type PasswordFaults,
  type PasswordField,
  type PasswordForm,
  passwordFields,
} from "./password-faults.ts";

export interface PasswordFormState {
  readonly form: PasswordForm;
  readonly busy: boolean;
  readonly inputs: Readonly<Record<PasswordField, RefObject<InputProps.Ref | null>>>;
  /** What no field could take. */
  readonly rest: unknown;
  errorAt(field: PasswordField): string | undefined;
  type(field: PasswordField, text: string): void;
  submit(): void;
}

const emptyForm: PasswordForm = { oldPassword: "", newPassword: "", retyped: "" };
const byCode = { PasswordPolicyViolation: "newPassword" } as const;

/** The three passwords, what is wrong with them here or at the server, and the way there. */
export function usePasswordForm(
  operation: "UpdateRootPassword" | "ChangePassword",
  onChanged: () => void,
): PasswordFormState {
  const [form, setForm] = useState(emptyForm);
  const [faults, setFaults] = useState<PasswordFaults>({});
  const [touched, setTouched] = useState<ReadonlySet<PasswordField>>(new Set());
  const { busy, error, run } = useAction();
  // While the page itself objects, nothing was sent: what the server said of an earlier attempt is out of date.
  const sent = Object.keys(faults).length === 0;
  const errors = formErrors(sent ? error : undefined, passwordFields, byCode);
  const inputs = usePasswordInputs(faults, errors, error);

  const errorAt = (field: PasswordField) => {
    if (touched.has(field)) return undefined;
    const fault = faults[field];
    return fault === undefined ? errors.at(field) : t(`credentials.${fault}`);
  };

  const submit = () => {
    const seen = checkPasswordForm(form);
    setFaults(seen);
    setTouched(new Set());
    if (Object.keys(seen).length > 0) return;
    const { oldPassword, newPassword } = form;
    run(async () => {
      await call(operation, { oldPassword, newPassword });
      setForm(emptyForm);
      onChanged();
    });
  };

  return {
    form,
    busy,
    inputs,
    rest: errors.rest,
    errorAt,
    type: (field, text) => {
      setTouched((before) => new Set([...before, field]));
      setForm((before) => ({ ...before, [field]: text }));
    },
    submit,
  };
}

/** The inputs, the first faulty of which has the focus after each attempt. */
function usePasswordInputs(faults: PasswordFaults, errors: FormErrors, error: unknown) {
  const oldPassword = useRef<InputProps.Ref>(null);
  const newPassword = useRef<InputProps.Ref>(null);
  const retyped = useRef<InputProps.Ref>(null);
  const inputs = { oldPassword, newPassword, retyped };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt makes new faults or another error; nothing else counts.
  useEffect(() => {
    const faulty = passwordFields.find(
      (field) => faults[field] !== undefined || errors.at(field) !== undefined,
    );
    if (faulty !== undefined) inputs[faulty].current?.focus();
  }, [faults, error]);
  return inputs;
}
