// Attempts counted before they are made: passwords, old passwords, enrolment codes, mailed links (security rules 1 and 4).

import { refusals } from "../errors.ts";
import { DAY, HOUR, type Instant, SECOND, secondsUntil } from "../instant.ts";
import type { Store } from "../store.ts";

export interface AttemptRule {
  readonly freeTries: number;
  readonly firstWait: number;
  readonly longestWait: number;
  readonly forgetAfter: number;
}

export const attemptRules = {
  /** One name from one source. */
  nameAndSource: {
    freeTries: 10,
    firstWait: 30 * SECOND,
    longestWait: 1 * HOUR,
    forgetAfter: 1 * DAY,
  },
  /** One name over all sources: after a hundred in a row everyone unknown shares one try an hour. */
  name: { freeTries: 100, firstWait: 1 * HOUR, longestWait: 1 * HOUR, forgetAfter: 7 * DAY },
  /** Something typed by a person who is signed in, or half so: an old password, an enrolment code. */
  secret: { freeTries: 5, firstWait: 30 * SECOND, longestWait: 1 * HOUR, forgetAfter: 1 * DAY },
  /** Mails that one name may ask for. */
  mail: { freeTries: 3, firstWait: 5 * 60 * SECOND, longestWait: 1 * HOUR, forgetAfter: 1 * DAY },
} as const satisfies Record<string, AttemptRule>;

/** A counter that nobody touched for as long counts for nothing under any rule. */
export const longestMemory = Math.max(
  ...Object.values(attemptRules).map(({ forgetAfter }) => forgetAfter),
);

/** Counts one attempt, committing on its own, or refuses with the seconds to wait. */
export async function chargeAttempt(
  store: Store,
  key: string,
  rule: AttemptRule,
  now: Instant,
): Promise<void> {
  const charge = await store.atomically((tx) => tx.attempts.charge(key, { now, ...rule }));
  if (charge.charged) return;
  throw refusals.tooManyTries(secondsUntil(charge.state.waitUntil ?? now, now));
}
