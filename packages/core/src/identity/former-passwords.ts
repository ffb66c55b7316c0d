// Passwords that may not come back (`PasswordReusePrevention`). They are kept as the hashes they were, only while the account's
// policy asks for it and only as many as it asks for.

import { refusals } from "../errors.ts";
import type { Instant } from "../instant.ts";
import type { Scope } from "../operation.ts";
import type { PersonRecord } from "../records.ts";
import type { Store, Tx } from "../store.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { hashSource } from "../throttle/source.ts";
import type { PasswordDemands } from "./password-rules.ts";

/**
 * Refuses a password that this person had before. Each comparison costs a hash, up to 23 of them: so it comes after the present
 * password was proven, and tries that fail are counted. An administrator's choice is not compared, or it would tell them which
 * passwords somebody used to have.
 */
export async function refuseFormerPassword(
  scope: Scope<unknown> & { readonly store: Store },
  person: PersonRecord,
  {
    newPassword,
    remembered,
  }: { readonly newPassword: string } & Pick<PasswordDemands, "remembered">,
): Promise<void> {
  const { store, ports, context, now } = scope;
  // The present one was typed beside it, and differs.
  if (remembered < 2) return;
  const former = await store.read((tx) => tx.passwordHistory.list(person, remembered - 1));
  if (former.length === 0) return;
  const key = `former-password:${person.personId}`;
  await chargeAttempt(store, key, attemptRules.secret, now);
  for (const phc of former) {
    const { ok } = await ports.passwords.verify(newPassword, phc, hashSource(context));
    if (ok) throw refusals.passwordReused(remembered);
  }
  await store.atomically((tx) => tx.attempts.clear(key));
}

/** Remembers the password that is being replaced, as long as the account's policy says; root has none. */
export async function rememberFormer(
  tx: Tx,
  person: PersonRecord,
  former: { readonly phc: string; readonly replacedAt: Instant },
): Promise<void> {
  if (person.kind === "root") return;
  const policy = await tx.passwordPolicies.find(person.accountId);
  const kept = (policy?.remembered ?? 0) - 1;
  if (kept > 0) await tx.passwordHistory.remember(person, former);
  await tx.passwordHistory.keep(person, Math.max(0, kept));
}
