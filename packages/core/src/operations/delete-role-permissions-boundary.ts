import { removeBoundary } from "../access/boundaries.ts";
import { keyedBoundary, locateRoleHolder, roleHolder } from "../access/holders.ts";
import { IamError } from "../errors.ts";
import { requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { roleName } from "./role-members.ts";

export const deleteRolePermissionsBoundary = defineOperation({
  name: "DeleteRolePermissionsBoundary",
  kind: "aws",
  summary: "Takes the permissions boundary from a role.",
  readOnly: false,
  input: struct({ roleName }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRoleHolder(tx, caller, input.roleName),
  permissions: ({ found }) => keyedBoundary(found, "iam:DeleteRolePermissionsBoundary"),
  run: async ({ tx, input, found }) => {
    if (!(await removeBoundary(tx, roleHolder(requireRole(found))))) {
      const message = `The role with name ${input.roleName} has no permissions boundary.`;
      throw new IamError("NoSuchEntity", message);
    }
    return {};
  },
  record: { request: ["roleName"] },
});
