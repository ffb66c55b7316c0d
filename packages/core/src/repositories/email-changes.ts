import type { Instant } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type * as records from "../records.ts";

/** Addresses that were asked for and are not confirmed yet. */
export interface EmailChanges {
  /** One an account: replaces an earlier one. */
  put(change: records.EmailChangeRecord): Promise<void>;
  find(accountId: AccountId): Promise<records.EmailChangeRecord | undefined>;
  /** True when this call used it up: it is still there, and with this code. */
  take(accountId: AccountId, codeHash: Uint8Array): Promise<boolean>;
  /** Follows its session to a new id. */
  rebind(from: Uint8Array, to: Uint8Array): Promise<void>;
  delete(accountId: AccountId): Promise<boolean>;
  sweep(now: Instant): Promise<number>;
}
