// A policy that does not say `AllowUsersToChangePassword` leaves passwords to administrators: what everybody may do to themselves
// is then without them. Asked only where it matters, so that no other request reads the policy.

import type { AccountId } from "../names.ts";
import {
  type AttachedPolicy,
  ownCredentials,
  ownCredentialsWithoutPassword,
} from "../policy/index.ts";
import type { Tx } from "../store.ts";

const aboutPasswords: ReadonlySet<string> = new Set([
  "iam:ChangePassword",
  "iam:GetAccountPasswordPolicy",
]);

/** The policies that decide this action: the same, or with less of what is everybody's. */
export async function policiesFor(
  tx: Tx,
  accountId: AccountId,
  action: string,
  policies: readonly AttachedPolicy[],
): Promise<readonly AttachedPolicy[]> {
  return aboutPasswords.has(action) ? heedPasswordPolicy(tx, accountId, policies) : policies;
}

/** For whoever asks for several actions at once, such as a simulation. */
export async function heedPasswordPolicy(
  tx: Tx,
  accountId: AccountId,
  policies: readonly AttachedPolicy[],
): Promise<readonly AttachedPolicy[]> {
  const passwordPolicy = await tx.passwordPolicies.find(accountId);
  if (passwordPolicy?.usersChangeOwn !== false) return policies;
  return policies.map((one) =>
    one.policy === ownCredentials ? { ...one, policy: ownCredentialsWithoutPassword } : one,
  );
}
