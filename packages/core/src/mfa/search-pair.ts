import { type PairFinding, searchPair, stepAt, totpDefaults } from "@sallyport/otp";
import { DAY, type Instant, MINUTE, SECOND } from "../instant.ts";
import type { Mac, Pause } from "../ports.ts";

/** How far from now a pair may be, in steps (security rule 10). */
export const pairReach = {
  signedIn: DAY / SECOND / totpDefaults.periodSeconds,
  signInPage: (20 * MINUTE) / SECOND / totpDefaults.periodSeconds,
} as const;

/** Finds two consecutive codes near now, nearest first, and lets other requests go between slices of the walk. */
export async function searchPairNear(search: {
  readonly mac: Mac;
  readonly code1: string;
  readonly code2: string;
  readonly now: Instant;
  readonly radius: number;
  readonly pause: Pause;
}): Promise<PairFinding> {
  const walk = searchPair({ ...search, centre: stepAt(search.now), digits: 6 });
  let turn = walk.next();
  while (!turn.done) {
    await search.pause.turn();
    turn = walk.next();
  }
  return turn.value;
}
