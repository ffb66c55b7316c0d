import type { AccountId, GroupId, PersonId } from "../names.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";
import type { PageRequest } from "./paging.ts";

export interface Groups {
  /** False when the account has a group of that name, whatever its case. */
  insert(group: records.GroupRecord): Promise<boolean>;
  find(accountId: AccountId, name: string): Promise<records.GroupRecord | undefined>;
  /** By name; page key `nameKey(name)`. */
  list(
    accountId: AccountId,
    filter: { readonly pathPrefix: string },
    page: PageRequest,
  ): Promise<readonly records.GroupRecord[]>;
  listSummaries(
    accountId: AccountId,
    filter: { readonly namePrefix: string },
    page: PageRequest,
  ): Promise<readonly records.GroupSummaryRecord[]>;
  count(accountId: AccountId): Promise<number>;
  /** False when the new name is taken by another. */
  rename(
    accountId: AccountId,
    groupId: GroupId,
    change: { readonly name: string; readonly path: string },
  ): Promise<boolean>;
  delete(accountId: AccountId, groupId: GroupId): Promise<void>;
  /** Adding twice is no fault; true when it was new. */
  addMember(accountId: AccountId, groupId: GroupId, personId: PersonId): Promise<boolean>;
  removeMember(accountId: AccountId, groupId: GroupId, personId: PersonId): Promise<boolean>;
  removeMemberFromAll(ref: PersonRef): Promise<void>;
  /** Members by name; page key `nameKey(name)`. */
  listMembers(
    accountId: AccountId,
    groupId: GroupId,
    page: PageRequest,
  ): Promise<readonly records.PersonRecord[]>;
  countMembers(accountId: AccountId, groupId: GroupId): Promise<number>;
  /** By group name; page key `nameKey(name)`. */
  listOf(ref: PersonRef, page: PageRequest): Promise<readonly records.GroupRecord[]>;
  countOf(ref: PersonRef): Promise<number>;
}
