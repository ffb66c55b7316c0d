import { groupHolder, policiesLeft } from "../access/holders.ts";
import { IamError } from "../errors.ts";
import { locateGroup, requireGroup } from "../identity/locate.ts";
import { decidesOnMfa } from "../identity/requirement-groups.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing } from "./members.ts";

export const deleteGroup = defineOperation({
  name: "DeleteGroup",
  kind: "aws",
  summary: "Deletes a group that has no users and no policies left.",
  readOnly: false,
  input: struct({ groupName }),
  output: nothing,
  locate: async ({ tx, caller, input }) => {
    const located = await locateGroup(tx, caller, input.groupName);
    return { ...located, onMfa: await decidesOnMfa(tx, located) };
  },
  permissions: ({ found }) => [{ action: "iam:DeleteGroup", resource: found.arn }, ...found.onMfa],
  run: async ({ tx, found }) => {
    const { accountId, groupId } = requireGroup(found);
    if ((await tx.groups.countMembers(accountId, groupId)) > 0) {
      throw new IamError(
        "DeleteConflict",
        "Cannot delete entity, must remove users from group first.",
      );
    }
    const left = await policiesLeft(tx, groupHolder({ accountId, groupId }));
    if (left !== undefined)
      throw new IamError("DeleteConflict", `Cannot delete entity, must ${left} first.`);
    await tx.groups.delete(accountId, groupId);
    return {};
  },
  record: { request: ["groupName"] },
});
