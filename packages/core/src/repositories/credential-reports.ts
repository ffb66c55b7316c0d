import type { Instant } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type * as records from "../records.ts";

/** One report an account: making the next begins where the last one's number ends. The text itself lies in chunks, each under its report's number. */
export interface CredentialReports {
  find(accountId: AccountId): Promise<records.CredentialReportRecord | undefined>;
  /** Begins the report of this number, in place of the one before; false when it was begun already. It is due at once. */
  begin(report: {
    readonly accountId: AccountId;
    readonly number: number;
    readonly startedAt: Instant;
  }): Promise<boolean>;
  /** One unfinished report that is due and was started after `startedAfter`, leased until `leaseUntil`, so that two machines do not make one twice. */
  lease(
    now: Instant,
    leaseUntil: Instant,
    startedAfter: Instant,
  ): Promise<records.CredentialReportRecord | undefined>;
  /**
   * Adds the chunk that follows what this report holds; false when somebody else added it, or began another report. `report`
   * is what it looked like before and `dueAt` when others may go on with it: `undefined` where this was the last.
   */
  append(
    report: records.CredentialReportRecord,
    chunk: {
      readonly bytes: Uint8Array;
      readonly people: number;
      readonly after: string;
      readonly dueAt: Instant | undefined;
    },
  ): Promise<boolean>;
  chunk(accountId: AccountId, number: number, position: number): Promise<Uint8Array | undefined>;
  /** Forgets at most `limit` chunks of reports that were started before; answers how many. */
  sweep(startedBefore: Instant, limit: number): Promise<number>;
}
