/**
 * TOTP, a one-time password from the time (RFC 6238): HOTP whose counter is the number of time steps since 1970. The
 * instant is always an argument, in milliseconds as every clock in JavaScript counts them.
 */

import { type Digits, hotp, type Mac } from "./hotp.ts";

/** What authenticators assume when nothing else is said; the 30 seconds are RFC 6238's (§4.1, §5.2). */
export const totpDefaults = { periodSeconds: 30, digits: 6 } as const;

/** The time step in which an instant lies: T of RFC 6238 §4.2 with T0 = 0. It is negative before 1970. */
export function stepAt(
  instantMs: number,
  periodSeconds: number = totpDefaults.periodSeconds,
): number {
  return Math.floor(instantMs / (periodSeconds * 1000));
}

/** Whole seconds until the next code, from the period down to 1; whoever waits as long finds a new step. */
export function secondsUntilNextStep(
  instantMs: number,
  periodSeconds: number = totpDefaults.periodSeconds,
): number {
  const nextStepMs = (stepAt(instantMs, periodSeconds) + 1) * periodSeconds * 1000;
  return Math.ceil((nextStepMs - instantMs) / 1000);
}

/** The code of an instant (RFC 6238 §4.2). */
export function totp({
  mac,
  atMs,
  periodSeconds = totpDefaults.periodSeconds,
  digits = totpDefaults.digits,
}: {
  readonly mac: Mac;
  readonly atMs: number;
  readonly periodSeconds?: number;
  readonly digits?: Digits;
}): string {
  return hotp({ mac, counter: stepAt(atMs, periodSeconds), digits });
}
