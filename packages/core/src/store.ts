// The store as the core sees it: small repositories in the domain's words, filled by `packages/store` on two engines and held
// to one contract suite (`testing/store-contract.ts`).
//
// Writers answer `false` (never throw) when a unique row was already there or a condition did not hold: the row decides a race.

import type { Instant } from "./instant.ts";
import type { AccessKeyId, AccountId, Arn, GroupId, PersonId, SerialNumber } from "./names.ts";
import type * as records from "./records.ts";
import type { PersonRef } from "./records.ts";

export interface Store {
  /** One serializable transaction. `work` awaits nothing but `tx` and may be run again after a serialization failure. What it returns was committed durably. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Conditional statements that need no snapshot (charge, spend): the row decides, nothing is run again. Each commits durably by itself, and stands whatever `work` does afterwards. */
  atomically<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for whoever goes on with other work of the store at once: everybody sees what was decided, and `kept` tells when it is durable. Until then nothing that follows from it may be told. */
  decide<T>(work: (tx: Tx) => Promise<T>): Promise<Decided<T>>;
  /** Reads of one moment; writes inside are a fault of the program. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface Decided<T> {
  readonly value: T;
  /** Rejects where it was decided and could not be kept: then it was not decided. */
  readonly kept: Promise<void>;
}

/** A page of a list: by key, never by offset. `after` is the last key of the page before. */
export interface PageRequest {
  readonly after: string | undefined;
  readonly limit: number;
}

export interface Tx {
  readonly accounts: Accounts;
  readonly people: People;
  readonly loginProfiles: LoginProfiles;
  readonly groups: Groups;
  readonly tags: Tags;
  readonly devices: Devices;
  readonly spentSteps: SpentSteps;
  readonly enrolments: Enrolments;
  readonly sessions: Sessions;
  readonly pendingSignIns: PendingSignIns;
  readonly browsers: KnownBrowsers;
  readonly codeLedgers: CodeLedgers;
  readonly attempts: Attempts;
  readonly mailLinks: MailLinks;
  readonly outbox: Outbox;
  readonly accessKeys: AccessKeys;
  readonly policies: Policies;
  readonly policyUses: PolicyUses;
  readonly inlinePolicies: InlinePolicies;
  readonly audit: Audit;
}

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
  /** False when another account has the alias. */
  setAlias(accountId: AccountId, alias: string | undefined): Promise<boolean>;
  setRootEnrolment(
    accountId: AccountId,
    enrolment: records.RootEnrolment | undefined,
  ): Promise<void>;
  /** Ends the sealed credentials of everybody in it. */
  raiseEpoch(accountId: AccountId): Promise<void>;
}

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

export interface LoginProfiles {
  /** False when there is one. */
  insert(profile: records.LoginProfileRecord): Promise<boolean>;
  find(ref: PersonRef): Promise<records.LoginProfileRecord | undefined>;
  /** Replaces the row of the same person; false when there is none. */
  update(profile: records.LoginProfileRecord): Promise<boolean>;
  /** A rehash with stronger parameters, only while the password is still the one that was verified. */
  rehash(ref: PersonRef, change: { readonly from: string; readonly to: string }): Promise<boolean>;
  requireReset(ref: PersonRef): Promise<void>;
  /** A second factor was shown: a later recovery by mail is open again. */
  clearResetByMail(ref: PersonRef): Promise<void>;
  delete(ref: PersonRef): Promise<boolean>;
}

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

export interface Tags {
  /** In the order in which they were first set. `after` is the last key, lower-cased; if that tag is gone the list begins anew. */
  list(of: records.Tagged, page: PageRequest): Promise<readonly records.TagRecord[]>;
  /** Sets or replaces; keys compare case-insensitively, the new spelling wins, the place is kept. */
  put(of: records.Tagged, tags: readonly records.TagRecord[]): Promise<void>;
  remove(of: records.Tagged, keys: readonly string[]): Promise<void>;
  removeAll(of: records.Tagged): Promise<void>;
}

export interface Devices {
  /** False when the account has a device of that serial number, or of that path and name whatever its case. */
  insert(device: records.DeviceRecord): Promise<boolean>;
  find(accountId: AccountId, serialNumber: string): Promise<records.DeviceRecord | undefined>;
  /** Whether a device of that path and name is there, whatever its case. */
  isNameTaken(
    accountId: AccountId,
    name: { readonly path: string; readonly name: string },
  ): Promise<boolean>;
  /** A person's assigned devices, oldest first (at most eight). */
  listOf(ref: PersonRef): Promise<readonly records.DeviceRecord[]>;
  /** By serial number; page key: the serial number. */
  list(
    accountId: AccountId,
    filter: { readonly status: "Assigned" | "Unassigned" | "Any" },
    page: PageRequest,
  ): Promise<
    readonly {
      readonly device: records.DeviceRecord;
      readonly owner: records.PersonRecord | undefined;
    }[]
  >;
  count(accountId: AccountId): Promise<{ readonly all: number; readonly assigned: number }>;
  /** Assigns only while unassigned; false when somebody was faster. */
  assign(
    accountId: AccountId,
    serialNumber: SerialNumber,
    assignment: records.Assignment,
  ): Promise<boolean>;
  /** Replaces what an assigned device remembers; false when it is no longer that person's. */
  remember(
    accountId: AccountId,
    serialNumber: SerialNumber,
    assignment: records.Assignment,
  ): Promise<boolean>;
  unassign(accountId: AccountId, serialNumber: SerialNumber): Promise<void>;
  delete(accountId: AccountId, serialNumber: SerialNumber): Promise<void>;
}

export interface SpentSteps {
  /** Inserts the unique row (seed, step): false when that step was spent before, at any door, on any machine. */
  spend(
    accountId: AccountId,
    seedFingerprint: Uint8Array,
    step: number,
    at: Instant,
  ): Promise<boolean>;
  isSpent(accountId: AccountId, seedFingerprint: Uint8Array, step: number): Promise<boolean>;
  /** Forgets what is older; answers how many. */
  sweep(before: Instant): Promise<number>;
}

export interface Enrolments {
  /** One per session: replaces an earlier one. */
  put(enrolment: records.EnrolmentRecord): Promise<void>;
  find(boundTo: Uint8Array): Promise<records.EnrolmentRecord | undefined>;
  /** Charges one attempt, unless `limit` were passed; false then. */
  chargeAttempt(boundTo: Uint8Array, limit: number): Promise<boolean>;
  /** Follows its session to a new id. */
  rebind(from: Uint8Array, to: Uint8Array): Promise<void>;
  /** True when this call removed it (two finishing at once: one wins). */
  delete(boundTo: Uint8Array): Promise<boolean>;
  deleteFor(ref: PersonRef): Promise<void>;
  sweep(before: Instant): Promise<number>;
}

export interface Sessions {
  insert(session: records.SessionRecord): Promise<void>;
  find(idHash: Uint8Array): Promise<records.SessionRecord | undefined>;
  /** Replaces one by another (new id at step-up and enrolment); false when the old one is gone. */
  replace(oldIdHash: Uint8Array, session: records.SessionRecord): Promise<boolean>;
  touch(idHash: Uint8Array, at: Instant): Promise<void>;
  /** Newest first. */
  listOf(ref: PersonRef): Promise<readonly records.SessionRecord[]>;
  delete(idHash: Uint8Array): Promise<boolean>;
  /** All of a person's but one. */
  deleteOf(ref: PersonRef, except: Uint8Array | undefined): Promise<number>;
  /** A removed device proves nothing any more. */
  withdrawMfa(ref: PersonRef, serialNumber: SerialNumber): Promise<void>;
  sweep(now: Instant): Promise<number>;
}

export interface PendingSignIns {
  insert(pending: records.PendingSignInRecord): Promise<void>;
  find(idHash: Uint8Array): Promise<records.PendingSignInRecord | undefined>;
  /** Moves on to the next step under a new id; false when another request did so first. */
  replace(oldIdHash: Uint8Array, next: records.PendingSignInRecord): Promise<boolean>;
  /** Adds a wrong code of that cost to this sign-in's own count. */
  addWrongCode(idHash: Uint8Array, cost: number): Promise<void>;
  /** A mailed link was confirmed: the waiting sign-in may go on to enrolment; false when it is gone. */
  markRecovered(idHash: Uint8Array): Promise<boolean>;
  /** True when this call ended it (two submits at once: one wins). */
  delete(idHash: Uint8Array): Promise<boolean>;
  deleteOf(ref: PersonRef): Promise<void>;
  sweep(now: Instant): Promise<number>;
}

export interface KnownBrowsers {
  insert(browser: records.KnownBrowserRecord): Promise<void>;
  find(ref: PersonRef, tokenHash: Uint8Array): Promise<records.KnownBrowserRecord | undefined>;
  deleteOf(ref: PersonRef): Promise<void>;
  sweep(now: Instant): Promise<number>;
}

/** Answer of a conditional charge: either it was charged (with the state after it), or why not. */
export type Charge<State> =
  | { readonly charged: true; readonly state: State }
  | { readonly charged: false; readonly state: State };

export interface CodeLedgers {
  /**
   * Charges one wrong code of `cost` before it is compared, in one conditional statement: refused while a wait runs, when
   * `cost` would pass `limits.cost`, or when `limits.wrong` is reached. From the `limits.freeTries`-th wrong code in a row on it
   * sets a wait of `limits.firstWait` ms, doubling to `limits.longestWait` ms.
   */
  charge(
    ref: PersonRef,
    source: records.CodeSource,
    charge: { readonly cost: number; readonly now: Instant; readonly limits: CodeLimits },
  ): Promise<Charge<records.CodeLedger>>;
  /** Success: takes back `cost` and `wrong` (never below 0), ends streak and wait. */
  refund(
    ref: PersonRef,
    source: records.CodeSource,
    back: { readonly cost: number; readonly wrong: number },
  ): Promise<void>;
  find(ref: PersonRef, source: records.CodeSource): Promise<records.CodeLedger | undefined>;
  /** Opens typed codes again everywhere. */
  clear(ref: PersonRef): Promise<void>;
}

export interface CodeLimits {
  readonly cost: number;
  readonly wrong: number;
  readonly freeTries: number;
  readonly firstWait: number;
  readonly longestWait: number;
}

/** Counters of attempts by opaque key: passwords by name and source, links, resyncs. Unknown names are counted alike. */
export interface Attempts {
  /** Counts one attempt before it is made, in one conditional statement, unless a wait runs. From the `freeTries`-th in a row on it sets a wait, doubling from `firstWait` to `longestWait` ms. A row untouched for `forgetAfter` ms starts anew. */
  charge(
    key: string,
    charge: {
      readonly now: Instant;
      readonly freeTries: number;
      readonly firstWait: number;
      readonly longestWait: number;
      readonly forgetAfter: number;
    },
  ): Promise<Charge<{ readonly streak: number; readonly waitUntil: Instant | undefined }>>;
  /** A token bucket: takes one unless empty. `capacity` tokens, one back every `refillEvery` ms. */
  take(
    key: string,
    bucket: { readonly now: Instant; readonly capacity: number; readonly refillEvery: number },
  ): Promise<{ readonly taken: boolean; readonly retryAt: Instant }>;
  /** Gives one token back. */
  giveBack(
    key: string,
    bucket: { readonly now: Instant; readonly capacity: number; readonly refillEvery: number },
  ): Promise<void>;
  /** Success: the row is gone. */
  clear(key: string): Promise<void>;
  /** Bounded: forgets rows untouched since, and the oldest beyond `keep`. */
  sweep(before: Instant, keep: number): Promise<number>;
}

export interface MailLinks {
  insert(link: records.MailLinkRecord): Promise<void>;
  find(tokenHash: Uint8Array): Promise<records.MailLinkRecord | undefined>;
  /** True when this call used it up. */
  take(tokenHash: Uint8Array): Promise<boolean>;
  deleteOf(ref: PersonRef): Promise<void>;
  sweep(now: Instant): Promise<number>;
}

export interface Outbox {
  enqueue(mail: records.OutboxMail): Promise<void>;
  /** The oldest unsent mails that are due, leased until `leaseUntil` so that two machines do not send one twice. `attempts` counts this one too. */
  lease(
    now: Instant,
    leaseUntil: Instant,
    limit: number,
  ): Promise<readonly (records.OutboxMail & { readonly attempts: number })[]>;
  markSent(mailId: string): Promise<void>;
  retryLater(mailId: string, at: Instant): Promise<void>;
}

export interface AccessKeys {
  insert(key: records.AccessKeyRecord): Promise<boolean>;
  find(accessKeyId: AccessKeyId): Promise<records.AccessKeyRecord | undefined>;
  /** The key with its person and its account's epoch. */
  findSigner(accessKeyId: AccessKeyId): Promise<records.SignerRecord | undefined>;
  /** Oldest first (at most two). */
  listOf(ref: PersonRef): Promise<readonly records.AccessKeyRecord[]>;
  /** Deactivating raises the key's epoch. */
  setStatus(
    accountId: AccountId,
    accessKeyId: AccessKeyId,
    status: records.AccessKeyRecord["status"],
  ): Promise<void>;
  /** Remembers a use, unless a later one is known. */
  markUsed(accessKeyId: AccessKeyId, use: records.AccessKeyUse): Promise<void>;
  delete(accountId: AccountId, accessKeyId: AccessKeyId): Promise<void>;
  deleteOf(ref: PersonRef): Promise<void>;
}

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

/** Which managed policies somebody holds, built-in ones included, and what for. */
export interface PolicyUses {
  /** Doing it twice is no fault; true when it was new. */
  add(holder: records.PolicyHolder, purpose: records.PolicyPurpose, arn: Arn): Promise<boolean>;
  remove(holder: records.PolicyHolder, purpose: records.PolicyPurpose, arn: Arn): Promise<boolean>;
  /** By ARN; page key: the ARN. */
  list(
    holder: records.PolicyHolder,
    purpose: records.PolicyPurpose,
    page: PageRequest,
  ): Promise<readonly Arn[]>;
  count(
    accountId: AccountId,
    arn: Arn,
  ): Promise<{ readonly attachments: number; readonly boundaries: number }>;
  /** Each holder once, groups before users; page key: the id. */
  listHolders(
    accountId: AccountId,
    arn: Arn,
    filter: {
      readonly kind?: records.PolicyHolder["kind"] | undefined;
      readonly purpose?: records.PolicyPurpose | undefined;
      readonly pathPrefix?: string;
    },
    page: PageRequest,
  ): Promise<
    readonly {
      readonly id: string;
      readonly kind: records.PolicyHolder["kind"];
      readonly name: string;
    }[]
  >;
  removeAll(holder: records.PolicyHolder): Promise<void>;
  /** Everything that has a say in what a person may do: inline, attached and bounding, their own and their groups'. */
  heldBy(ref: PersonRef): Promise<readonly records.HeldPolicyRecord[]>;
}

export interface InlinePolicies {
  /** Makes or replaces it. */
  put(holder: records.PolicyHolder, policy: records.InlinePolicyRecord): Promise<void>;
  find(holder: records.PolicyHolder, name: string): Promise<string | undefined>;
  /** By name; page key: the name. */
  list(
    holder: records.PolicyHolder,
    page: PageRequest,
  ): Promise<readonly records.InlinePolicyRecord[]>;
  delete(holder: records.PolicyHolder, name: string): Promise<boolean>;
  removeAll(holder: records.PolicyHolder): Promise<void>;
}

export interface Audit {
  append(record: records.AuditRecord): Promise<void>;
  /** Newest first; page key: `<at padded to 15 digits>/<eventId>`. */
  list(accountId: AccountId, page: PageRequest): Promise<readonly records.AuditRecord[]>;
}
