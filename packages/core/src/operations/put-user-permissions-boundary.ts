import { setBoundary } from "../access/boundaries.ts";
import { userHolder } from "../access/holders.ts";
import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, userName64 } from "./members.ts";
import { policyArn } from "./policy-members.ts";

export const putUserPermissionsBoundary = defineOperation({
  name: "PutUserPermissionsBoundary",
  kind: "aws",
  summary: "Sets the policy beyond which no other policy of a user allows anything.",
  readOnly: false,
  input: struct({ userName: userName64, permissionsBoundary: policyArn }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ input, found }) =>
    on(found, "iam:PutUserPermissionsBoundary").map((permission) => ({
      ...permission,
      keys: { "iam:PermissionsBoundary": input.permissionsBoundary },
    })),
  run: async ({ tx, caller, input, found }) => {
    const holder = userHolder(requirePerson(found));
    await setBoundary(tx, caller, holder, input.permissionsBoundary);
    return {};
  },
  record: { request: ["userName", "permissionsBoundary"] },
});
