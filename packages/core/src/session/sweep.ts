// Forgets what has run out. Nothing depends on it for being refused: every reader checks the time itself.

import { type Instant, later } from "../instant.ts";
import { reportsForgottenBefore } from "../reports/report-state.ts";
import { lifetimes } from "../settings.ts";
import type { Store, Tx } from "../store.ts";
import { longestMemory } from "../throttle/charge-attempt.ts";

/** Counters of names and addresses are bounded, so that guessing at random names fills no disk. */
const attemptsKept = 200_000;

/** A large report has thousands, and nobody shall wait for the deletion of all of them. */
const reportChunksAtOnce = 50;

const sweepReports = (tx: Tx, now: Instant) =>
  tx.credentialReports.sweep(reportsForgottenBefore(now), reportChunksAtOnce);

export async function sweepAll(store: Store, now: Instant): Promise<void> {
  await store.transact(async (tx) => {
    await tx.sessions.sweep(now);
    await tx.pendingSignIns.sweep(now);
    await tx.enrolments.sweep(now);
    await tx.mailLinks.sweep(now);
    await tx.emailChanges.sweep(now);
    await tx.vaultPairings.sweep(now);
    await tx.browsers.sweep(now);
  });
  await store.transact((tx) => tx.spentSteps.sweep(later(now, -lifetimes.spentStep)));
  while ((await store.transact((tx) => sweepReports(tx, now))) === reportChunksAtOnce);
  await store.transact((tx) => tx.attempts.sweep(later(now, -longestMemory), attemptsKept));
}
