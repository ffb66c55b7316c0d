import type { AccountId } from "../names.ts";
import type * as records from "../records.ts";

/** An account's password rules; none stored means the default ones. */
export interface PasswordPolicies {
  find(accountId: AccountId): Promise<records.PasswordPolicyRecord | undefined>;
  /** Replaces what there was, whole. */
  put(policy: records.PasswordPolicyRecord): Promise<void>;
  /** False when there was none. */
  delete(accountId: AccountId): Promise<boolean>;
}
