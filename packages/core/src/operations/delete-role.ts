import { policiesLeft, roleHolder } from "../access/holders.ts";
import { IamError } from "../errors.ts";
import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { deleteRoleRow } from "../identity/remove-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { roleName } from "./role-members.ts";

export const deleteRole = defineOperation({
  name: "DeleteRole",
  kind: "aws",
  summary: "Deletes a role that has no policies left; its sessions end.",
  readOnly: false,
  input: struct({ roleName }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:DeleteRole"),
  run: async ({ tx, found }) => {
    const role = requireRole(found);
    const left = await policiesLeft(tx, roleHolder(role));
    if (left !== undefined)
      throw new IamError("DeleteConflict", `Cannot delete entity, must ${left} first.`);
    await deleteRoleRow(tx, role);
    return {};
  },
  record: { request: ["roleName"] },
});
