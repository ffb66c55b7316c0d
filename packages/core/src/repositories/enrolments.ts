import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

export interface Enrolments {
  /** One per session: replaces an earlier one. */
  put(enrolment: records.EnrolmentRecord): Promise<void>;
  find(boundTo: Uint8Array): Promise<records.EnrolmentRecord | undefined>;
  /** Charges one attempt, unless `limit` were passed; false then. */
  chargeAttempt(boundTo: Uint8Array, limit: number): Promise<boolean>;
  /** Follows its session to a new id. */
  rebind(from: Uint8Array, to: Uint8Array): Promise<void>;
  /** True when this call removed it (two finishing at once: one wins). */
  delete(boundTo: Uint8Array): Promise<boolean>;
  deleteFor(ref: PersonRef): Promise<void>;
  sweep(before: Instant): Promise<number>;
}
