import type { Instant } from "../instant.ts";
import type { PersonRef } from "../records.ts";

/** Hashes of the passwords that a person had before the present one. */
export interface PasswordHistory {
  remember(
    ref: PersonRef,
    former: { readonly phc: string; readonly replacedAt: Instant },
  ): Promise<void>;
  /** Newest first. */
  list(ref: PersonRef, limit: number): Promise<readonly string[]>;
  /** Forgets all but that many of the newest. */
  keep(ref: PersonRef, count: number): Promise<void>;
}
