export interface PasswordForm {
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly retyped: string;
}

export type PasswordField = keyof PasswordForm;

/** In the order they stand on the page. */
export const passwordFields: readonly PasswordField[] = ["oldPassword", "newPassword", "retyped"];

/** What is wrong with the form before it is sent, field by field; the rules themselves are the server's. */
export type PasswordFault = "oldMissing" | "newMissing" | "newSame" | "retypeDiffers";

export type PasswordFaults = Partial<Record<PasswordField, PasswordFault>>;

export function checkPasswordForm(form: PasswordForm): PasswordFaults {
  const faults: PasswordFaults = {};
  if (form.oldPassword === "") faults.oldPassword = "oldMissing";
  if (form.newPassword === "") faults.newPassword = "newMissing";
  else if (form.newPassword === form.oldPassword) faults.newPassword = "newSame";
  if (form.retyped !== form.newPassword) faults.retyped = "retypeDiffers";
  return faults;
}
