import type { AccountId } from "../names.ts";
import type * as records from "../records.ts";
import type { PageRequest } from "./paging.ts";

export interface Audit {
  append(record: records.AuditRecord): Promise<void>;
  /** Newest first; page key: `<at padded to 15 digits>/<eventId>`. */
  list(accountId: AccountId, page: PageRequest): Promise<readonly records.AuditRecord[]>;
}
