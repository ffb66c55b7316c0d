import { setBoundary } from "../access/boundaries.ts";
import { roleHolder } from "../access/holders.ts";
import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyArn } from "./policy-members.ts";
import { roleName } from "./role-members.ts";

export const putRolePermissionsBoundary = defineOperation({
  name: "PutRolePermissionsBoundary",
  kind: "aws",
  summary: "Sets the policy beyond which no other policy of a role allows anything.",
  readOnly: false,
  input: struct({ roleName, permissionsBoundary: policyArn }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ input, found }) =>
    onRole(found, "iam:PutRolePermissionsBoundary").map((permission) => ({
      ...permission,
      keys: { "iam:PermissionsBoundary": input.permissionsBoundary },
    })),
  run: async ({ tx, caller, input, found }) => {
    const holder = roleHolder(requireRole(found));
    await setBoundary(tx, caller, holder, input.permissionsBoundary);
    return {};
  },
  record: { request: ["roleName", "permissionsBoundary"] },
});
