import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

export interface MailLinks {
  insert(link: records.MailLinkRecord): Promise<void>;
  find(tokenHash: Uint8Array): Promise<records.MailLinkRecord | undefined>;
  /** True when this call used it up. */
  take(tokenHash: Uint8Array): Promise<boolean>;
  deleteOf(ref: PersonRef): Promise<void>;
  sweep(now: Instant): Promise<number>;
}
