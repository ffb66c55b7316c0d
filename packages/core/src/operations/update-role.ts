import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { emptyResult } from "./members.ts";
import { maxSessionDuration, roleDescription, roleName } from "./role-members.ts";

export const updateRole = defineOperation({
  name: "UpdateRole",
  kind: "aws",
  summary: "Changes a role's description and how long its sessions may last.",
  readOnly: false,
  input: struct({
    roleName,
    description: optional(roleDescription),
    maxSessionDuration: optional(maxSessionDuration),
  }),
  output: emptyResult,
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:UpdateRole"),
  run: async ({ tx, input, found }) => {
    const role = requireRole(found);
    await tx.roles.update(role.accountId, role.roleId, {
      description: input.description ?? role.description,
      maxSessionSeconds: input.maxSessionDuration ?? role.maxSessionSeconds,
    });
    return {};
  },
  record: { request: ["roleName", "description", "maxSessionDuration"] },
});
