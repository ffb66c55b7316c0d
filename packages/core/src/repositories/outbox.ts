import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";

export interface Outbox {
  enqueue(mail: records.OutboxMail): Promise<void>;
  /** The oldest unsent mails that are due, leased until `leaseUntil` so that two machines do not send one twice. `attempts` counts this one too. */
  lease(
    now: Instant,
    leaseUntil: Instant,
    limit: number,
  ): Promise<readonly (records.OutboxMail & { readonly attempts: number })[]>;
  markSent(mailId: string): Promise<void>;
  retryLater(mailId: string, at: Instant): Promise<void>;
}
