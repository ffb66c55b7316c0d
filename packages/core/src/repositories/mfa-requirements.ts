import type { Instant } from "../instant.ts";
import type { AccountId, GroupId } from "../names.ts";
import type { PersonRef } from "../records.ts";

/** That an account requires MFA, and of whom; none stored means it does not. */
export interface MfaRequirementRecord {
  readonly accountId: AccountId;
  /** From when on it is required. */
  readonly since: Instant;
  /** Names this switching-on: grace that began under a former one is forgotten. */
  readonly switchedOnAt: Instant;
  /** Counted from the first sign-in that showed the prompt. */
  readonly graceDays: number;
  /** Of all users and root; else of the members of its groups. */
  readonly everyone: boolean;
}

/** Whom an account's requirement is for, besides root. */
export interface MfaRequirementGroups {
  readonly required: readonly GroupId[];
  /** Of machine users: members are exempt as long as they have no console password. */
  readonly exempt: readonly GroupId[];
}

/** All that decides whether MFA is required of one person, read at one moment. */
export interface MfaStanding {
  readonly requirement: MfaRequirementRecord;
  readonly inRequiredGroup: boolean;
  readonly inExemptGroup: boolean;
  readonly hasPassword: boolean;
  /** The first sign-in that showed the prompt. */
  readonly promptedAt: Instant | undefined;
}

/** Whom switching on would concern, among the users that were looked at. */
export interface MfaRequirementCounts {
  readonly usersWithoutDevice: number;
  /** Of those, who has no console password either, so that no sign-in leads them to a device. */
  readonly withoutPassword: number;
  /** Active keys of users in scope. */
  readonly accessKeys: number;
  readonly examined: number;
}

export interface MfaRequirements {
  find(accountId: AccountId): Promise<MfaRequirementRecord | undefined>;
  /** Names of groups that are gone are left out. By name. */
  groupsOf(
    accountId: AccountId,
  ): Promise<readonly { readonly name: string; readonly purpose: "required" | "exempt" }[]>;
  /** Replaces what there was, whole. */
  put(requirement: MfaRequirementRecord, groups: MfaRequirementGroups): Promise<void>;
  /** False when there was none. */
  delete(accountId: AccountId): Promise<boolean>;
  /** Undefined where the account requires nothing. */
  standingOf(person: PersonRef): Promise<MfaStanding | undefined>;
  /** Keeps the first moment for each switching-on. */
  markPrompted(person: PersonRef, requirement: MfaRequirementRecord, at: Instant): Promise<void>;
  /** As if the first prompt had been at the beginning of time: whatever days of grace this switching-on gives are over for them. */
  endGrace(person: PersonRef, requirement: MfaRequirementRecord): Promise<void>;
  forgetPrompts(person: PersonRef): Promise<void>;
  /** Looks at the first `examine` users by name. */
  count(
    accountId: AccountId,
    scope: MfaRequirementGroups & { readonly everyone: boolean },
    examine: number,
  ): Promise<MfaRequirementCounts>;
}
