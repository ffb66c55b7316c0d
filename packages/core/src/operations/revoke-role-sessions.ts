import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { roleName } from "./role-members.ts";

export const revokeRoleSessions = defineOperation({
  name: "RevokeRoleSessions",
  kind: "console",
  summary: "Ends every session of a role that was given before now; it can be assumed again.",
  readOnly: false,
  input: struct({ roleName }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "sallyport:RevokeRoleSessions"),
  run: async ({ tx, found }) => {
    const { accountId, roleId } = requireRole(found);
    await tx.roles.raiseEpoch(accountId, roleId);
    return {};
  },
  record: { request: ["roleName"] },
});
