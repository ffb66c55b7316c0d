import { refusals } from "../errors.ts";
import { locateGroup, locateUser, requireGroup, requirePerson } from "../identity/locate.ts";
import { bringsMfa, decidesOnMfa } from "../identity/requirement-groups.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing, userName } from "./members.ts";

export const addUserToGroup = defineOperation({
  name: "AddUserToGroup",
  kind: "aws",
  summary:
    "Puts a user into a group; doing it twice is no fault. Where MFA is required of the group, their temporary credentials end.",
  readOnly: false,
  input: struct({ groupName, userName }),
  output: nothing,
  locate: async ({ tx, caller, input }) => {
    const group = await locateGroup(tx, caller, input.groupName);
    const user = await locateUser(tx, caller, input.userName);
    return { group, user, onMfa: await decidesOnMfa(tx, group) };
  },
  permissions: ({ found }) => [
    { action: "iam:AddUserToGroup", resource: found.group.arn },
    ...found.onMfa,
  ],
  run: async ({ tx, settings, found }) => {
    const group = requireGroup(found.group);
    const person = requirePerson(found.user);
    const { accountId, groupId } = group;
    const joined = await tx.groups.addMember(accountId, groupId, person.personId);
    if (joined && (await bringsMfa(tx, group, "joining"))) await tx.people.raiseEpoch(person);
    const { groupsPerUser } = settings.quotas;
    if ((await tx.groups.countOf(person)) > groupsPerUser)
      throw refusals.overQuota("GroupsPerUser", groupsPerUser);
    return {};
  },
  record: { request: ["groupName", "userName"] },
});
