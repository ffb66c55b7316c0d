import { keyedBoundary, locateRoleHolder, roleHolder } from "../access/holders.ts";
import { refusals } from "../errors.ts";
import { requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyName } from "./policy-members.ts";
import { roleName } from "./role-members.ts";

export const deleteRolePolicy = defineOperation({
  name: "DeleteRolePolicy",
  kind: "aws",
  summary: "Deletes an inline policy of a role.",
  readOnly: false,
  input: struct({ roleName, policyName }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRoleHolder(tx, caller, input.roleName),
  permissions: ({ found }) => keyedBoundary(found, "iam:DeleteRolePolicy"),
  run: async ({ tx, input, found }) => {
    const holder = roleHolder(requireRole(found));
    if (!(await tx.inlinePolicies.delete(holder, input.policyName)))
      throw refusals.noSuchInlinePolicy("role", input.policyName);
    return {};
  },
  record: { request: ["roleName", "policyName"] },
});
