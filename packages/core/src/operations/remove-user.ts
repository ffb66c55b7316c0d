import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { removeUserWithAll } from "../identity/remove-user.ts";
import { defineOperation } from "../operation.ts";
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
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) =>
    on(
      found,
      "iam:DeleteUser",
      "iam:DeleteLoginProfile",
      "iam:DeactivateMFADevice",
      "iam:DeleteAccessKey",
      "iam:RemoveUserFromGroup",
    ),
  run: async ({ tx, found }) => {
    await removeUserWithAll(tx, requirePerson(found));
    return {};
  },
  record: { request: ["userName"] },
});
