// AWS's `PasswordPolicy` (iam-semantics §1.5), and how the stored one is told.

import type { PasswordPolicyRecord } from "../records.ts";
import { boolean, type Infer, integer, optional, struct } from "../schema/schema.ts";

/** In the order in which AWS lists their faults. */
export const passwordPolicySettings = {
  minimumPasswordLength: optional(integer(6, 128)),
  requireSymbols: optional(boolean),
  requireNumbers: optional(boolean),
  requireUppercaseCharacters: optional(boolean),
  requireLowercaseCharacters: optional(boolean),
  allowUsersToChangePassword: optional(boolean),
  maxPasswordAge: optional(integer(1, 1095)),
  passwordReusePrevention: optional(integer(1, 24)),
  hardExpiry: optional(boolean),
} as const;

export const passwordPolicy = struct({
  minimumPasswordLength: integer(6, 128),
  requireSymbols: boolean,
  requireNumbers: boolean,
  requireUppercaseCharacters: boolean,
  requireLowercaseCharacters: boolean,
  allowUsersToChangePassword: boolean,
  expirePasswords: boolean,
  maxPasswordAge: optional(integer(1, 1095)),
  passwordReusePrevention: optional(integer(1, 24)),
  hardExpiry: optional(boolean),
});

export function renderPasswordPolicy(policy: PasswordPolicyRecord): Infer<typeof passwordPolicy> {
  return {
    minimumPasswordLength: policy.minimumLength,
    requireSymbols: policy.requireSymbols,
    requireNumbers: policy.requireNumbers,
    requireUppercaseCharacters: policy.requireUppercase,
    requireLowercaseCharacters: policy.requireLowercase,
    allowUsersToChangePassword: policy.usersChangeOwn,
    expirePasswords: policy.maxAgeDays !== undefined,
    maxPasswordAge: policy.maxAgeDays,
    passwordReusePrevention: policy.remembered,
    hardExpiry: policy.hardExpiry,
  };
}
