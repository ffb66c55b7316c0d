import { equalText } from "./equal-text.ts";
import { type Digits, hotp, type Mac } from "./hotp.ts";

/**
 * Finds which of the candidate counters gives this code: the first in the order given, or undefined.
 *
 * Every candidate is computed and compared whole, so the time taken tells neither which one matched nor how nearly
 * (RFC 4226 §7.2, RFC 6238 §5.2). `stepsAround` gives the usual candidates, nearest first. Whether the step was spent
 * before is for the caller to ask.
 */
export function matchCode({
  mac,
  code,
  candidates,
  digits,
}: {
  readonly mac: Mac;
  readonly code: string;
  readonly candidates: Iterable<number>;
  readonly digits: Digits;
}): number | undefined {
  let matched: number | undefined;
  for (const counter of candidates) {
    const isMatch = equalText(hotp({ mac, counter, digits }), code);
    matched ??= isMatch ? counter : undefined;
  }
  return matched;
}
