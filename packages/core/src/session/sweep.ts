// Forgets what has run out. Nothing depends on it for being refused: every reader checks the time itself.

import { type Instant, later } from "../instant.ts";
import { lifetimes } from "../settings.ts";
import type { Store } from "../store.ts";
import { longestMemory } from "../throttle/charge-attempt.ts";

/** Counters of names and addresses are bounded, so that guessing at random names fills no disk. */
const attemptsKept = 200_000;

export async function sweepAll(store: Store, now: Instant): Promise<void> {
  await store.transact(async (tx) => {
    await tx.sessions.sweep(now);
    await tx.pendingSignIns.sweep(now);
    await tx.enrolments.sweep(now);
    await tx.mailLinks.sweep(now);
    await tx.browsers.sweep(now);
  });
  await store.transact((tx) => tx.spentSteps.sweep(later(now, -lifetimes.spentStep)));
  await store.transact((tx) => tx.attempts.sweep(later(now, -longestMemory), attemptsKept));
}
