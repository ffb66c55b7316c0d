import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { deleteRoleRow } from "../identity/remove-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { roleName } from "./role-members.ts";

export const removeRole = defineOperation({
  name: "RemoveRole",
  kind: "console",
  summary: "Deletes a role with its policies and tags in one; its sessions end.",
  readOnly: false,
  input: struct({ roleName }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) =>
    onRole(found, "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:DeleteRole"),
  run: async ({ tx, found }) => {
    await deleteRoleRow(tx, requireRole(found));
    return {};
  },
  record: { request: ["roleName"] },
});
