import { locateGroup, locateUser, requireGroup, requirePerson } from "../identity/locate.ts";
import { bringsMfa, decidesOnMfa } from "../identity/requirement-groups.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing, userName } from "./members.ts";

export const removeUserFromGroup = defineOperation({
  name: "RemoveUserFromGroup",
  kind: "aws",
  summary:
    "Takes a user out of a group; one who is not in it is no fault. Where the group was exempt from MFA, their temporary credentials end.",
  readOnly: false,
  input: struct({ groupName, userName }),
  output: nothing,
  locate: async ({ tx, caller, input }) => {
    const group = await locateGroup(tx, caller, input.groupName);
    const user = await locateUser(tx, caller, input.userName);
    return { group, user, onMfa: await decidesOnMfa(tx, group) };
  },
  permissions: ({ found }) => [
    { action: "iam:RemoveUserFromGroup", resource: found.group.arn },
    ...found.onMfa,
  ],
  run: async ({ tx, found }) => {
    const person = requirePerson(found.user); // with both unknown AWS names the user
    const group = requireGroup(found.group);
    const { accountId, groupId } = group;
    const left = await tx.groups.removeMember(accountId, groupId, person.personId);
    if (left && (await bringsMfa(tx, group, "leaving"))) await tx.people.raiseEpoch(person);
    return {};
  },
  record: { request: ["groupName", "userName"] },
});
