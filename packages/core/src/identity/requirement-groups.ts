import { refusals } from "../errors.ts";
import type { AccountId, GroupId } from "../names.ts";
import type { MfaRequirementGroups, Tx } from "../store.ts";

export interface NamedGroups {
  readonly everyone: boolean;
  readonly groupNames: readonly string[];
  readonly exemptGroupNames: readonly string[];
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
