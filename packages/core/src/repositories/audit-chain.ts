import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";

/** Where a record stands in their order. */
export type AuditPlace = Pick<records.AuditRecord, "accountId" | "at" | "eventId">;

/** The blocks that records are sealed into. A block's entries say what is in it; the mark at each record only finds it. */
export interface AuditChain {
  /** Whether nobody else seals until then. A lease spares work; the number of a block decides who made it. */
  lease(now: Instant, until: Instant): Promise<boolean>;
  release(now: Instant): Promise<void>;
  head(): Promise<records.AuditBlock | undefined>;
  find(number: number): Promise<records.AuditBlock | undefined>;
  /** Records without a mark, in the order of their accounts, times and ids. */
  unsealed(limit: number): Promise<readonly records.AuditRecord[]>;
  countUnsealed(): Promise<number>;
  /** False where there is a block of this number. */
  insert(block: records.AuditBlock): Promise<boolean>;
  /** Marks those of these records, which are in order, that have no mark. */
  mark(number: number, places: readonly AuditPlace[]): Promise<void>;
  /** Records with this mark, in order; one more than a block has tells enough. */
  recordsOf(number: number, limit: number): Promise<readonly records.AuditRecord[]>;
  /** A record with the mark of a block that cannot be: below 1, or above the newest one. */
  findStray(newest: number): Promise<records.AuditRecord | undefined>;
  /** Removes a block's records for good and notes it there; false where that was done already. */
  remove(number: number, removal: records.AuditRemoval): Promise<boolean>;
  /** The oldest block that has its records. */
  oldestWhole(): Promise<records.AuditBlock | undefined>;
}
