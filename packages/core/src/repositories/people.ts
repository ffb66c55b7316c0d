import type { Instant } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";
import type { PageRequest } from "./paging.ts";

export interface People {
  /** False when the account has a user of that name, whatever its case. */
  insert(person: records.PersonRecord): Promise<boolean>;
  find(ref: PersonRef): Promise<records.PersonRecord | undefined>;
  findUser(accountId: AccountId, name: string): Promise<records.PersonRecord | undefined>;
  /** IAM users by name (case-insensitively); the key of a page is `nameKey(name)`. */
  listUsers(
    accountId: AccountId,
    filter: { readonly pathPrefix: string },
    page: PageRequest,
  ): Promise<readonly records.PersonRecord[]>;
  /** What the users table shows. `namePrefix` matches case-insensitively and literally. Key of a page: `nameKey(name)` or, sorted by `createDate`, `<createdAt padded to 15 digits>/<nameKey>`. */
  listSummaries(
    accountId: AccountId,
    query: {
      readonly namePrefix: string;
      readonly sortBy: "userName" | "createDate";
      readonly descending: boolean;
    },
    page: PageRequest,
  ): Promise<readonly records.UserSummaryRecord[]>;
  countUsers(accountId: AccountId): Promise<number>;
  countUsersWithoutDevice(accountId: AccountId): Promise<number>;
  /** False when the new name is taken by another. */
  rename(
    ref: PersonRef,
    change: { readonly name: string; readonly path: string },
  ): Promise<boolean>;
  /** Only the row itself: what hangs on it must be gone (or be removed by the caller). */
  delete(ref: PersonRef): Promise<void>;
  markPasswordUsed(ref: PersonRef, at: Instant): Promise<void>;
  /** Ends sealed credentials made under the former epoch. */
  raiseEpoch(ref: PersonRef): Promise<void>;
}
