import type { Instant } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";
import type { PageRequest } from "./paging.ts";

/** What to look for: no device; no device or any active key; an active key made before; a password neither used nor changed since. */
export interface CredentialConcern {
  readonly kind: "noMfa" | "noMfaOrKey" | "oldKey" | "unusedPassword";
  readonly before: Instant;
}

export interface People {
  /** False when the account has a user of that name, whatever its case. */
  insert(person: records.PersonRecord): Promise<boolean>;
  find(ref: PersonRef): Promise<records.PersonRecord | undefined>;
  findUser(accountId: AccountId, name: string): Promise<records.PersonRecord | undefined>;
  /**
   * IAM users by name (case-insensitively); the key of a page is `nameKey(name)`. Those under a path are looked for among the next
   * `examine` users, and `examinedTo` is as for `listCredentials`.
   */
  listUsers(
    accountId: AccountId,
    filter: { readonly pathPrefix: string; readonly examine: number },
    page: PageRequest,
  ): Promise<{
    readonly people: readonly records.PersonRecord[];
    readonly examinedTo: string | undefined;
  }>;
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
  /**
   * Users by name with all their credentials, page key `nameKey(name)`; with a concern only those whom it is about, looked for
   * among the next `examine` users. Where it stopped there and found less than a page, `examinedTo` is the key to go on from.
   */
  listCredentials(
    accountId: AccountId,
    query: {
      readonly namePrefix: string;
      readonly concern?: CredentialConcern | undefined;
      readonly examine: number;
    },
    page: PageRequest,
  ): Promise<{
    readonly people: readonly records.CredentialFacts[];
    readonly examinedTo: string | undefined;
  }>;
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
