// Which time steps a device's code may be from, now. RFC 6238 §5.2 and §6; security rules 7 to 9.

import { stepAt } from "@sallyport/otp";
import type { Instant } from "../instant.ts";
import type { Assignment } from "../records.ts";

/** The steps a code is compared with, likeliest first. Their number is what a wrong code costs (security rule 2). */
export function acceptableSteps(
  assignment: Assignment,
  now: Instant,
  window: number,
): readonly number[] {
  const current = stepAt(now);
  const { unsettled } = assignment;
  if (unsettled === undefined || unsettled.until <= now) {
    return around(current + assignment.drift, window);
  }
  // Slow typing or a wrong clock? Both readings of the pair are open until one success tells (nobody is locked out for having been slow).
  const late = current + unsettled.offset;
  return [...new Set([...around(current, window), late, late + 1])];
}

/** Whether a matched step may open anything: newer than all that was spent, and after a resync not one of the seen codes' neighbours. */
export function isOpenStep(assignment: Assignment, step: number, now: Instant): boolean {
  const { unsettled, floor } = assignment;
  if (step <= floor) return false;
  return unsettled === undefined || unsettled.until <= now || step >= unsettled.fromStep;
}

function around(centre: number, window: number): number[] {
  const steps = [centre];
  for (let distance = 1; distance <= window; distance += 1)
    steps.push(centre - distance, centre + distance);
  return steps;
}
