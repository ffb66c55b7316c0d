import type { Instant } from "../instant.ts";
import type { Charge } from "./charge.ts";

/** Counters of attempts by opaque key: passwords by name and source, links, resyncs. Unknown names are counted alike. */
export interface Attempts {
  /** Counts one attempt before it is made, in one conditional statement, unless a wait runs. From the `freeTries`-th in a row on it sets a wait, doubling from `firstWait` to `longestWait` ms. A row untouched for `forgetAfter` ms starts anew. */
  charge(
    key: string,
    charge: {
      readonly now: Instant;
      readonly freeTries: number;
      readonly firstWait: number;
      readonly longestWait: number;
      readonly forgetAfter: number;
    },
  ): Promise<Charge<{ readonly streak: number; readonly waitUntil: Instant | undefined }>>;
  /** A token bucket: takes one unless empty. `capacity` tokens, one back every `refillEvery` ms. */
  take(
    key: string,
    bucket: { readonly now: Instant; readonly capacity: number; readonly refillEvery: number },
  ): Promise<{ readonly taken: boolean; readonly retryAt: Instant }>;
  /** Gives one token back. */
  giveBack(
    key: string,
    bucket: { readonly now: Instant; readonly capacity: number; readonly refillEvery: number },
  ): Promise<void>;
  /** Success: the row is gone. */
  clear(key: string): Promise<void>;
  /** Bounded: forgets rows untouched since, and the oldest beyond `keep`. */
  sweep(before: Instant, keep: number): Promise<number>;
}
