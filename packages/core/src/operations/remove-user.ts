import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { removeUserWithAll } from "../identity/remove-user.ts";
import { arns } from "../names.ts";
import { defineOperation, type Permission } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, userName } from "./members.ts";

export const removeUser = defineOperation({
  name: "RemoveUser",
  kind: "console",
  summary:
    "Deletes a user with all that hangs on it: password, devices, keys, memberships, tags and sessions.",
  readOnly: false,
  input: struct({ userName }),
  output: nothing,
  freshFactor: true,
  locate: async ({ tx, caller, input }) => {
    const user = await locateUser(tx, caller, input.userName);
    const page = { after: undefined, limit: 100 };
    return { user, groups: user.person ? await tx.groups.listOf(user.person, page) : [] };
  },
  permissions: ({ found }) => [
    ...on(
      found.user,
      "iam:DeleteUser",
      "iam:DeleteLoginProfile",
      "iam:DeactivateMFADevice",
      "iam:DeleteAccessKey",
      "iam:DeleteUserPolicy",
      "iam:DetachUserPolicy",
    ),
    ...found.groups.map(
      ({ accountId, path, name }): Permission => ({
        action: "iam:RemoveUserFromGroup",
        resource: arns.group(accountId, path, name),
      }),
    ),
  ],
  run: async ({ tx, found }) => {
    await removeUserWithAll(tx, requirePerson(found.user));
    return {};
  },
  record: { request: ["userName"] },
});
