import type { Instant } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type { Store } from "../store.ts";

/**
 * Spends time steps of a seed for good (RFC 6238 §5.2 lets each be used once): true when every one was unspent. The unique row
 * decides a race, also between machines, and each insert commits on its own, so that nothing that fails later brings a code back.
 */
export async function spendSteps(
  store: Store,
  seed: { readonly accountId: AccountId; readonly seedFingerprint: Uint8Array },
  steps: readonly number[],
  now: Instant,
): Promise<boolean> {
  let allUnspent = true;
  for (const step of steps) {
    const unspent = await store.atomically((tx) =>
      tx.spentSteps.spend(seed.accountId, seed.seedFingerprint, step, now),
    );
    allUnspent &&= unspent;
  }
  return allUnspent;
}
