// When a password is too old (`MaxPasswordAge`), and whether its owner may still change it (`HardExpiry`).

import { DAY, type Instant, later } from "../instant.ts";
import { rootPersonId } from "../names.ts";
import type { LoginProfileRecord, PasswordPolicyRecord } from "../records.ts";
import type { Tx } from "../store.ts";

/** Undefined where it never expires: no policy says so, or it is root's. */
export function passwordExpiresAt(
  profile: Pick<LoginProfileRecord, "accountId" | "personId" | "changedAt">,
  policy: PasswordPolicyRecord | undefined,
): Instant | undefined {
  if (policy?.maxAgeDays === undefined) return undefined;
  if (profile.personId === rootPersonId(profile.accountId)) return undefined;
  return later(profile.changedAt, policy.maxAgeDays * DAY);
}

/** `hard`: only an administrator can set another. */
export type PasswordExpiry = "none" | "soft" | "hard";

export async function expiryOf(
  tx: Tx,
  profile: LoginProfileRecord,
  now: Instant,
): Promise<PasswordExpiry> {
  const policy = await tx.passwordPolicies.find(profile.accountId);
  const expiresAt = passwordExpiresAt(profile, policy);
  if (expiresAt === undefined || now < expiresAt) return "none";
  return policy?.hardExpiry ? "hard" : "soft";
}
