import type { Instant } from "../instant.ts";
import type { SerialNumber } from "../names.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

export interface Sessions {
  insert(session: records.SessionRecord): Promise<void>;
  find(idHash: Uint8Array): Promise<records.SessionRecord | undefined>;
  /** Replaces one by another (new id at step-up and enrolment); false when the old one is gone. */
  replace(oldIdHash: Uint8Array, session: records.SessionRecord): Promise<boolean>;
  touch(idHash: Uint8Array, at: Instant): Promise<void>;
  /** Newest first. */
  listOf(ref: PersonRef): Promise<readonly records.SessionRecord[]>;
  delete(idHash: Uint8Array): Promise<boolean>;
  /** All of a person's but one. */
  deleteOf(ref: PersonRef, except: Uint8Array | undefined): Promise<number>;
  /** A removed device proves nothing any more. */
  withdrawMfa(ref: PersonRef, serialNumber: SerialNumber): Promise<void>;
  sweep(now: Instant): Promise<number>;
}
