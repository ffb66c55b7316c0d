import { decidingOnMfa } from "../access/require-mfa.ts";
import { refusals } from "../errors.ts";
import { type AccountId, type GroupId, nameKey } from "../names.ts";
import type { Permission } from "../operation.ts";
import type { GroupRecord } from "../records.ts";
import type { MfaRequirementGroups, Tx } from "../store.ts";
import type { LocatedGroup, LocatedPerson } from "./locate.ts";

export interface NamedGroups {
  readonly everyone: boolean;
  readonly groupNames: readonly string[];
  readonly exemptGroupNames: readonly string[];
}

/**
 * Whoever changes who is in a group that "Require MFA" names changes of whom it is required: that needs the same leave as the
 * requirement itself, and as fresh a factor. Asked for before anybody knows whether the group is there.
 */
export async function decidesOnMfa(
  tx: Tx,
  { group }: LocatedGroup,
): Promise<readonly Permission[]> {
  if (group === undefined) return [];
  const named = await tx.mfaRequirements.groupsOf(group.accountId);
  return named.some(({ name }) => nameKey(name) === nameKey(group.name))
    ? [decidingOnMfa("sallyport:PutMFARequirement")]
    : [];
}

/**
 * Whether MFA is required from now on of whoever joins this group, or leaves it. Sessions of roles and federated users are judged when
 * they are issued (security rule 20): those from before have to end, as when the requirement itself is switched on.
 */
export async function bringsMfa(
  tx: Tx,
  { accountId, name }: GroupRecord,
  change: "joining" | "leaving",
): Promise<boolean> {
  const named = await tx.mfaRequirements.groupsOf(accountId);
  const purpose = change === "joining" ? "required" : "exempt";
  return named.some((one) => one.purpose === purpose && nameKey(one.name) === nameKey(name));
}

/** Taking away the password of a member of an exempt group exempts them. */
export async function exemptsFromMfa(
  tx: Tx,
  { person }: LocatedPerson,
): Promise<readonly Permission[]> {
  const standing = person && (await tx.mfaRequirements.standingOf(person));
  return standing?.inExemptGroup ? [decidingOnMfa("sallyport:PutMFARequirement")] : [];
}

/** The groups that somebody named for "Require MFA"; refuses names that nobody bears. */
export async function findRequirementGroups(
  tx: Tx,
  accountId: AccountId,
  { everyone, groupNames, exemptGroupNames }: NamedGroups,
): Promise<MfaRequirementGroups> {
  const idsOf = async (names: readonly string[]): Promise<readonly GroupId[]> => {
    const ids = new Set<GroupId>();
    for (const name of names) {
      const group = await tx.groups.find(accountId, name);
      if (group === undefined) throw refusals.noSuchGroup(name);
      ids.add(group.groupId);
    }
    return [...ids];
  };
  return {
    required: everyone ? [] : await idsOf(groupNames),
    exempt: await idsOf(exemptGroupNames),
  };
}
