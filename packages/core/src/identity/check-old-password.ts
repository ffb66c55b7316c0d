import { refusals } from "../errors.ts";
import type { Scope } from "../operation.ts";
import type { PersonRecord } from "../records.ts";
import type { Store } from "../store.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { hashSource } from "../throttle/source.ts";

/**
 * Refuses unless the person's present password was typed: a stolen session must not suffice to change it. Counted like any guess.
 * Answers the hash that it was compared with.
 */
export async function checkOldPassword(
  scope: Scope<unknown> & { readonly store: Store },
  person: PersonRecord,
  oldPassword: string,
): Promise<string> {
  const { store, ports, context, now } = scope;
  const key = `old-password:${person.personId}`;
  await chargeAttempt(store, key, attemptRules.secret, now);
  const profile = await store.read((tx) => tx.loginProfiles.find(person));
  const { ok } = await ports.passwords.verify(oldPassword, profile?.phc, hashSource(context));
  if (!ok || profile === undefined) throw refusals.oldPasswordWrong();
  await store.atomically((tx) => tx.attempts.clear(key));
  return profile.phc;
}
