import { groupHolder, removePolicies } from "../access/holders.ts";
import { locateGroup, requireGroup } from "../identity/locate.ts";
import { bringsMfa, decidesOnMfa } from "../identity/requirement-groups.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing } from "./members.ts";

/** Members are taken out by the page, so that a group of thousands costs no more memory than one of ten. */
const membersAtOnce = 500;

export const removeGroup = defineOperation({
  name: "RemoveGroup",
  kind: "console",
  summary: "Deletes a group with its memberships and policies in one; its users stay.",
  readOnly: false,
  input: struct({ groupName }),
  output: nothing,
  locate: async ({ tx, caller, input }) => {
    const located = await locateGroup(tx, caller, input.groupName);
    return { ...located, onMfa: await decidesOnMfa(tx, located) };
  },
  permissions: ({ found }) => [
    { action: "iam:RemoveUserFromGroup", resource: found.arn },
    { action: "iam:DeleteGroupPolicy", resource: found.arn },
    { action: "iam:DetachGroupPolicy", resource: found.arn },
    { action: "iam:DeleteGroup", resource: found.arn },
    ...found.onMfa,
  ],
  run: async ({ tx, found }) => {
    const group = requireGroup(found);
    const { accountId, groupId } = group;
    const endsSessions = await bringsMfa(tx, group, "leaving");
    for (;;) {
      const page = { after: undefined, limit: membersAtOnce };
      const members = await tx.groups.listMembers(accountId, groupId, page);
      for (const person of members) {
        await tx.groups.removeMember(accountId, groupId, person.personId);
        if (endsSessions) await tx.people.raiseEpoch(person);
      }
      if (members.length < membersAtOnce) break;
    }
    await removePolicies(tx, groupHolder({ accountId, groupId }));
    await tx.groups.delete(accountId, groupId);
    return {};
  },
  record: { request: ["groupName"] },
});
