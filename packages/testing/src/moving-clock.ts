import { type Clock, type Instant, instant, later, SECOND } from "@sallyport/core";

export interface MovingClock extends Clock {
  /** Moves on by so many seconds, for good; never back. */
  advance(seconds: number): Instant;
}

/**
 * A clock of one server in this process. Nothing else holds it, so no request, header or variable moves it (security rule 33).
 * Standing still, it gives the same code until it is moved; running, it keeps its distance from the machine's.
 */
export function createMovingClock({ running }: { readonly running: boolean }): MovingClock {
  const began = instant(Date.now());
  let ahead = 0;
  const now = () => later(running ? instant(Date.now()) : began, ahead);
  return {
    now,
    advance(seconds) {
      if (!Number.isFinite(seconds) || seconds < 0 || seconds > longestMove) {
        throw new RangeError(`A clock moves by 0 to ${longestMove} seconds, not ${seconds}.`);
      }
      ahead += Math.round(seconds * SECOND);
      return now();
    },
  };
}

/** Ten years: enough for every expiry, and far from where dates end. */
const longestMove = 10 * 365 * 24 * 3600;
