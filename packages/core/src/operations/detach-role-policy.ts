import { keyedBoundary, locateRoleHolder, roleHolder } from "../access/holders.ts";
import { requirePolicyArn } from "../access/managed-policies.ts";
import { refusals } from "../errors.ts";
import { requireRole } from "../identity/locate-role.ts";
import type { Arn } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyArn } from "./policy-members.ts";
import { roleName } from "./role-members.ts";

export const detachRolePolicy = defineOperation({
  name: "DetachRolePolicy",
  kind: "aws",
  summary: "Takes a managed policy from a role.",
  readOnly: false,
  input: struct({ roleName, policyArn }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRoleHolder(tx, caller, input.roleName),
  permissions: ({ input, found }) =>
    keyedBoundary(found, "iam:DetachRolePolicy", { "iam:PolicyARN": input.policyArn }),
  run: async ({ tx, input, found }) => {
    const holder = roleHolder(requireRole(found));
    requirePolicyArn(input.policyArn, "ValidationError");
    if (!(await tx.policyUses.remove(holder, "permissions", input.policyArn as Arn)))
      throw refusals.noSuchPolicy(input.policyArn);
    return {};
  },
  record: { request: ["roleName", "policyArn"] },
});
