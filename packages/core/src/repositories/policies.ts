import type { Instant } from "../instant.ts";
import type { AccountId, Arn } from "../names.ts";
import type * as records from "../records.ts";
import type { PageRequest } from "./paging.ts";

/** The account's own managed policies and their versions; what is built in is not in the store. */
export interface Policies {
  /** With its first version. False when the account has a policy of that name, whatever its case. */
  insert(policy: records.PolicyRecord, document: string): Promise<boolean>;
  find(accountId: AccountId, arn: Arn): Promise<records.PolicyRecord | undefined>;
  /** By name; page key `nameKey(name)`. Prefixes are literal, `namePrefix` whatever its case. `used`: only those that somebody holds for that. */
  list(
    accountId: AccountId,
    filter: {
      readonly pathPrefix?: string;
      readonly namePrefix?: string;
      readonly used?: records.PolicyPurpose | "any" | undefined;
    },
    page: PageRequest,
  ): Promise<readonly records.PolicyRecord[]>;
  count(accountId: AccountId): Promise<{ readonly policies: number; readonly versions: number }>;
  /** With all its versions. */
  delete(accountId: AccountId, arn: Arn): Promise<void>;
  /** False unless its number is the one after the last ever given. */
  addVersion(version: records.PolicyVersionRecord): Promise<boolean>;
  setDefaultVersion(accountId: AccountId, arn: Arn, version: number, at: Instant): Promise<void>;
  findVersion(
    accountId: AccountId,
    arn: Arn,
    version: number,
  ): Promise<records.PolicyVersionRecord | undefined>;
  /** Newest first (at most five). */
  listVersions(accountId: AccountId, arn: Arn): Promise<readonly records.PolicyVersionRecord[]>;
  deleteVersion(accountId: AccountId, arn: Arn, version: number): Promise<void>;
}
