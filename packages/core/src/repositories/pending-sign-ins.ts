import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

export interface PendingSignIns {
  insert(pending: records.PendingSignInRecord): Promise<void>;
  find(idHash: Uint8Array): Promise<records.PendingSignInRecord | undefined>;
  /** Moves on to the next step under a new id; false when another request did so first. */
  replace(oldIdHash: Uint8Array, next: records.PendingSignInRecord): Promise<boolean>;
  /** Adds a wrong code of that cost to this sign-in's own count. */
  addWrongCode(idHash: Uint8Array, cost: number): Promise<void>;
  /** A mailed link was confirmed: the waiting sign-in may go on to enrolment; false when it is gone. */
  markRecovered(idHash: Uint8Array): Promise<boolean>;
  /** True when this call ended it (two submits at once: one wins). */
  delete(idHash: Uint8Array): Promise<boolean>;
  /** All of a person's but one. */
  deleteOf(ref: PersonRef, except: Uint8Array | undefined): Promise<void>;
  sweep(now: Instant): Promise<number>;
}
