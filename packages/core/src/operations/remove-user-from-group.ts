import { locateGroup, locateUser, requireGroup, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing, userName } from "./members.ts";

export const removeUserFromGroup = defineOperation({
  name: "RemoveUserFromGroup",
  kind: "aws",
  summary: "Takes a user out of a group; one who is not in it is no fault.",
  readOnly: false,
  input: struct({ groupName, userName }),
  output: nothing,
  locate: async ({ tx, caller, input }) => ({
    group: await locateGroup(tx, caller, input.groupName),
    user: await locateUser(tx, caller, input.userName),
  }),
  permissions: ({ found }) => [{ action: "iam:RemoveUserFromGroup", resource: found.group.arn }],
  run: async ({ tx, found }) => {
    const person = requirePerson(found.user); // with both unknown AWS names the user
    const { accountId, groupId } = requireGroup(found.group);
    await tx.groups.removeMember(accountId, groupId, person.personId);
    return {};
  },
  record: { request: ["groupName", "userName"] },
});
