import { attachPolicy, keyedBoundary, locateRoleHolder, roleHolder } from "../access/holders.ts";
import { locatePolicy, requireAttachable } from "../access/managed-policies.ts";
import { requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyArn } from "./policy-members.ts";
import { roleName } from "./role-members.ts";

export const attachRolePolicy = defineOperation({
  name: "AttachRolePolicy",
  kind: "aws",
  summary: "Attaches a managed policy to a role; doing it twice is no fault.",
  readOnly: false,
  input: struct({ roleName, policyArn }),
  output: nothing,
  locate: async ({ tx, caller, input }) => ({
    role: await locateRoleHolder(tx, caller, input.roleName),
    policy: await locatePolicy(tx, caller, input.policyArn),
  }),
  permissions: ({ input, found }) =>
    keyedBoundary(found.role, "iam:AttachRolePolicy", { "iam:PolicyARN": input.policyArn }),
  run: async ({ tx, found }) => {
    const holder = roleHolder(requireRole(found.role));
    const { arn } = requireAttachable(found.policy);
    await attachPolicy(tx, holder, arn);
    return {};
  },
  record: { request: ["roleName", "policyArn"] },
});
