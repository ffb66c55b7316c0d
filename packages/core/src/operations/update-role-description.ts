import { renderListedRole } from "../access/render-roles.ts";
import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { role, roleDescription, roleName } from "./role-members.ts";

/** AWS's elder of UpdateRole, which programs still call. */
export const updateRoleDescription = defineOperation({
  name: "UpdateRoleDescription",
  kind: "aws",
  summary: "Changes a role's description, and shows the role.",
  readOnly: false,
  input: struct({ roleName, description: roleDescription }),
  output: struct({ role }),
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:UpdateRoleDescription"),
  run: async ({ tx, input, found }) => {
    const before = requireRole(found);
    const after = { ...before, description: input.description };
    await tx.roles.update(before.accountId, before.roleId, after);
    return { role: await renderListedRole(tx, after) };
  },
  record: { request: ["roleName", "description"], response: ["role"] },
});
