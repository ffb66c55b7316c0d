import type { Instant } from "../instant.ts";
import type { AccountId } from "../names.ts";

export interface SpentSteps {
  /** Inserts the unique row (seed, step): false when that step was spent before, at any door, on any machine. */
  spend(
    accountId: AccountId,
    seedFingerprint: Uint8Array,
    step: number,
    at: Instant,
  ): Promise<boolean>;
  isSpent(accountId: AccountId, seedFingerprint: Uint8Array, step: number): Promise<boolean>;
  /** Forgets what is older; answers how many. */
  sweep(before: Instant): Promise<number>;
}
