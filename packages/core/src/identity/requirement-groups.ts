import { refusals } from "../errors.ts";
import { type AccountId, type GroupId, nameKey } from "../names.ts";
import type { Permission } from "../operation.ts";
import type { MfaRequirementGroups, Tx } from "../store.ts";
import type { LocatedGroup } from "./locate.ts";

export interface NamedGroups {
  readonly everyone: boolean;
  readonly groupNames: readonly string[];
  readonly exemptGroupNames: readonly string[];
}

/**
 * Whoever changes who is in a group that "Require MFA" names changes of whom it is required: that needs the same leave as the
 * requirement itself. Asked for before anybody knows whether the group is there.
 */
export async function decidesOnMfa(
  tx: Tx,
  { group }: LocatedGroup,
): Promise<readonly Permission[]> {
  if (group === undefined) return [];
  const named = await tx.mfaRequirements.groupsOf(group.accountId);
  return named.some(({ name }) => nameKey(name) === nameKey(group.name))
    ? [{ action: "sallyport:PutMFARequirement", resource: "*" }]
    : [];
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
