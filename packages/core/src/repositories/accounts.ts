import type { AccountId } from "../names.ts";
import type * as records from "../records.ts";
import type { PageRequest } from "./paging.ts";

export interface Accounts {
  /** False when the id, the e-mail or the alias is taken. */
  insert(account: records.AccountRecord): Promise<boolean>;
  /** Inserts only while no account was ever made (security rule 24); false otherwise. */
  insertFirst(account: records.AccountRecord): Promise<boolean>;
  find(accountId: AccountId): Promise<records.AccountRecord | undefined>;
  findByEmail(emailKey: string): Promise<records.AccountRecord | undefined>;
  findByAlias(alias: string): Promise<records.AccountRecord | undefined>;
  /** By account id. */
  list(page: PageRequest): Promise<readonly records.AccountRecord[]>;
  any(): Promise<boolean>;
  rename(accountId: AccountId, name: string): Promise<void>;
  /** False when another account has the address, whatever its case. */
  setEmail(accountId: AccountId, email: string): Promise<boolean>;
  /** False when another account has the alias. */
  setAlias(accountId: AccountId, alias: string | undefined): Promise<boolean>;
  setRootEnrolment(
    accountId: AccountId,
    enrolment: records.RootEnrolment | undefined,
  ): Promise<void>;
  setSignedFreshFactor(accountId: AccountId, setting: records.SignedFreshFactor): Promise<void>;
  /** Whether its successful reads are recorded too. */
  setRecordsReads(accountId: AccountId, recordsReads: boolean): Promise<void>;
  /** All accounts whose successful reads are recorded. */
  recordingReads(): Promise<readonly AccountId[]>;
  /** Ends the sealed credentials of everybody in it. */
  raiseEpoch(accountId: AccountId): Promise<void>;
}
