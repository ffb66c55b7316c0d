// What a device remembers after a code or a pair was accepted. Pure: security rules 7, 8 and 9.

import { stepAt } from "@sallyport/otp";
import { type Instant, later } from "../instant.ts";
import type { PersonId } from "../names.ts";
import type { Assignment } from "../records.ts";
import { lifetimes } from "../settings.ts";

/** Learned drift stays within this many steps, so that nobody can walk a device's clock away code by code. */
const learnedDriftLimit = 2;
/** A code one step late is mostly somebody who typed slowly; three in a row are a slow clock. */
const lateSuccessesToMove = 3;
/** A pair whose second code is this near to now was typed in time: the clock is right. */
const inTime = { earliest: -2, latest: 1 } as const;

/** After a code of `step` was spent. */
export function learnFromCode(before: Assignment, step: number, now: Instant): Assignment {
  const offset = step - stepAt(now);
  const after = {
    ...before,
    lastUsedAt: now,
    floor: Math.max(before.floor, step),
    unsettled: undefined,
  };
  if (before.unsettled !== undefined && before.unsettled.until > now) {
    // The first success after a pair settles which reading was true: a typist who was late, or a clock that is off.
    const onTime = Math.abs(offset) <= 1;
    return { ...after, drift: onTime ? Math.max(0, offset) : offset, lateStreak: 0 };
  }
  return { ...after, ...moveDrift(before, offset) };
}

function moveDrift(
  before: Assignment,
  offset: number,
): { readonly drift: number; readonly lateStreak: number } {
  const lead = offset - before.drift;
  if (lead > 0) return { drift: limited(before.drift, before.drift + 1), lateStreak: 0 }; // a code from the future cannot be lateness
  if (lead === 0) return { drift: before.drift, lateStreak: 0 };
  const lateStreak = before.lateStreak + 1;
  if (lateStreak < lateSuccessesToMove) return { drift: before.drift, lateStreak };
  return { drift: limited(before.drift, before.drift - 1), lateStreak: 0 };
}

/** A move that leads further away than allowed is not made; one that leads back always is. */
function limited(from: number, to: number): number {
  const limit = Math.max(learnedDriftLimit, Math.abs(from));
  return Math.abs(to) <= limit ? to : from;
}

/** How many steps a pair's second code was from now. */
export function pairOffset(step: number, now: Instant): number {
  return step + 1 - stepAt(now);
}

/** Whether a pair with this offset was typed in time. */
export function isInTime(offset: number): boolean {
  return offset >= inTime.earliest && offset <= inTime.latest;
}

/** A device just assigned by the pair (step, step + 1). */
export function assignedBy(pair: {
  readonly step: number;
  readonly personId: PersonId;
  readonly now: Instant;
}): Assignment {
  const { step, personId, now } = pair;
  const offset = pairOffset(step, now);
  return {
    personId,
    enabledAt: now,
    lastUsedAt: undefined,
    drift: 0,
    lateStreak: 0,
    floor: step + 1,
    unsettled: isInTime(offset) ? undefined : unsettledBy(step, offset, now),
  };
}

/** A device resynchronised by the pair (step, step + 1): settled only by the next success, so that a seen pair alone opens nothing. */
export function resyncedBy(before: Assignment, step: number, now: Instant): Assignment {
  const offset = pairOffset(step, now);
  return {
    ...before,
    drift: 0,
    lateStreak: 0,
    floor: step + 1,
    unsettled: { ...unsettledBy(step, offset, now), outOfSync: false },
  };
}

function unsettledBy(step: number, offset: number, now: Instant) {
  return { offset, fromStep: step + 3, until: later(now, lifetimes.unsettled), outOfSync: true };
}
