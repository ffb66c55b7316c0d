// One's own password, changed by typing the old one: what IAM users, the root user and a sign-in that asks for it share.

import { refusals } from "../errors.ts";
import type { Located, Scope } from "../operation.ts";
import { password } from "../operations/members.ts";
import type { PersonRecord, PersonRef } from "../records.ts";
import { struct } from "../schema/schema.ts";
import type { Store, Tx } from "../store.ts";
import { hashSource } from "../throttle/source.ts";
import { checkOldPassword } from "./check-old-password.ts";
import { refuseFormerPassword } from "./former-passwords.ts";
import { locateUserOrSelf, requirePerson } from "./locate.ts";
import { type LocatedForPassword, passwordDemands } from "./password-demands.ts";
import { checkPassword, newPasswordMustDiffer, type PasswordDemands } from "./password-rules.ts";
import { setPassword } from "./set-password.ts";

export const ownPasswordInput = struct({ oldPassword: password, newPassword: password });

interface NewPassword {
  readonly oldPassword: string;
  readonly newPassword: string;
}

export async function locateSelfForPassword({
  tx,
  caller,
}: Scope<NewPassword> & { readonly tx: Tx }): Promise<LocatedForPassword> {
  const located = await locateUserOrSelf(tx, caller, undefined);
  return { ...located, demands: located.person && (await passwordDemands(tx, located.person)) };
}

/**
 * Refuses a new password that may not be chosen, whoever does not know the old one, and a password that comes back too soon. Answers
 * the old one's hash.
 */
export async function proveOwnPassword(
  scope: Scope<NewPassword> & { readonly store: Store },
  person: PersonRecord,
  demands: PasswordDemands,
): Promise<string> {
  const { oldPassword, newPassword } = scope.input;
  newPasswordMustDiffer(oldPassword, newPassword, demands);
  checkPassword({ password: newPassword, demands, field: "newPassword" });
  const phc = await checkOldPassword(scope, person, oldPassword);
  await refuseFormerPassword(scope, person, { newPassword, remembered: demands.remembered });
  return phc;
}

/** Hashing takes a while: a password that somebody else set meanwhile is not replaced by whoever knew the one before. */
export async function requireSamePassword(tx: Tx, person: PersonRef, phc: string): Promise<void> {
  if ((await tx.loginProfiles.find(person))?.phc !== phc) throw refusals.oldPasswordWrong();
}

export function hashNewPassword({ input, ports, context }: Scope<NewPassword>): Promise<string> {
  return ports.passwords.hash(input.newPassword, hashSource(context));
}

export async function changeOwnPassword(
  scope: Located<NewPassword, LocatedForPassword> & {
    readonly tx: Tx;
    readonly proof: string;
    readonly prepared: string;
  },
): Promise<Record<string, never>> {
  const person = requirePerson(scope.found);
  await requireSamePassword(scope.tx, person, scope.proof);
  await setPassword(scope, person, { phc: scope.prepared, resetRequired: false });
  // With a fresh factor shown (or none assigned) what a guesser spent is void: the password is another one now.
  await scope.tx.codeLedgers.clear(person);
  return {};
}
