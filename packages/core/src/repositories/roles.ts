import type { Instant } from "../instant.ts";
import type { AccountId, RoleId } from "../names.ts";
import type * as records from "../records.ts";
import type { PageRequest } from "./paging.ts";

export interface Roles {
  /** False when the account has a role of that name, whatever its case. */
  insert(role: records.RoleRecord): Promise<boolean>;
  find(accountId: AccountId, name: string): Promise<records.RoleRecord | undefined>;
  /** The role with its account's epoch: all that a session of it is checked against. */
  findActing(accountId: AccountId, roleId: RoleId): Promise<records.ActingRoleRecord | undefined>;
  /** By name; page key `nameKey(name)`. Prefixes are literal, `namePrefix` whatever its case. */
  list(
    accountId: AccountId,
    filter: { readonly pathPrefix?: string; readonly namePrefix?: string },
    page: PageRequest,
  ): Promise<readonly records.RoleRecord[]>;
  count(accountId: AccountId): Promise<number>;
  update(
    accountId: AccountId,
    roleId: RoleId,
    change: Pick<records.RoleRecord, "description" | "maxSessionSeconds">,
  ): Promise<void>;
  setTrust(accountId: AccountId, roleId: RoleId, trust: records.RoleTrust): Promise<void>;
  /** Only the row itself: what hangs on it must be gone (or be removed by the caller). */
  delete(accountId: AccountId, roleId: RoleId): Promise<void>;
  /** Ends the sessions that were given before. */
  raiseEpoch(accountId: AccountId, roleId: RoleId): Promise<void>;
  /** Remembers a use, unless a later one is known. */
  markUsed(
    accountId: AccountId,
    roleId: RoleId,
    use: { readonly at: Instant; readonly region: string },
  ): Promise<void>;
}
