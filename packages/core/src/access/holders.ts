// Who holds policies: what must be gone before they are.

import type { GroupRecord, PersonRef, PolicyHolder } from "../records.ts";
import type { Tx } from "../store.ts";

/** Everything that a holder has: attached, bounding and inline. */
export async function removePolicies(tx: Tx, holder: PolicyHolder): Promise<void> {
  await tx.policyUses.removeAll(holder);
  await tx.inlinePolicies.removeAll(holder);
}

/** What AWS asks to be done first, where a holder that is to be deleted has policies. A boundary goes with its user. */
export async function policiesLeft(tx: Tx, holder: PolicyHolder): Promise<string | undefined> {
  const one = { after: undefined, limit: 1 };
  if ((await tx.policyUses.list(holder, "permissions", one)).length > 0)
    return "detach all policies";
  if ((await tx.inlinePolicies.list(holder, one)).length > 0) return "delete policies";
  return undefined;
}

export function userHolder({ accountId, personId }: PersonRef): PolicyHolder {
  return { accountId, kind: "user", id: personId };
}

export function groupHolder({ accountId, groupId }: Pick<GroupRecord, "accountId" | "groupId">) {
  return { accountId, kind: "group", id: groupId } as const satisfies PolicyHolder;
}
