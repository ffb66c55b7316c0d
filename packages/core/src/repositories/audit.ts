import type { Instant } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type * as records from "../records.ts";
import type { PageRequest } from "./paging.ts";

/** What records are looked up by: one thing at a time, as in CloudTrail, so that each is a range of an index. */
export type AuditFilter =
  | { readonly by: "eventName"; readonly value: string }
  | { readonly by: "userKey"; readonly value: string }
  | { readonly by: "accessKeyId"; readonly value: string }
  | { readonly by: "readOnly"; readonly value: boolean }
  | { readonly by: "failed" }
  | { readonly by: "nothing" };

export interface AuditQuery {
  readonly filter: AuditFilter;
  /** None that happened before. */
  readonly from: Instant;
}

export interface Audit {
  append(record: records.AuditRecord): Promise<void>;
  /** Leaves out those that are there already, letter for letter: for whoever cannot know whether a commit that failed was none. */
  appendOnce(records: readonly records.AuditRecord[]): Promise<void>;
  /** Newest first; page key: `<at padded to 15 digits>/<eventId>`. All of the account's without a query. */
  list(
    accountId: AccountId,
    page: PageRequest,
    query?: AuditQuery,
  ): Promise<readonly records.AuditRecord[]>;
  /** Oldest first, after this one; for an export. */
  listForward(
    accountId: AccountId,
    page: PageRequest & { readonly until: Instant },
  ): Promise<readonly records.AuditRecord[]>;
}
