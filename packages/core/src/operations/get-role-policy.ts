import { encodeDocument } from "../access/documents.ts";
import { roleHolder } from "../access/holders.ts";
import { refusals } from "../errors.ts";
import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";
import { policyName } from "./policy-members.ts";
import { roleName } from "./role-members.ts";

export const getRolePolicy = defineOperation({
  name: "GetRolePolicy",
  kind: "aws",
  summary: "Shows an inline policy of a role, percent-encoded.",
  readOnly: true,
  input: struct({ roleName, policyName }),
  output: struct({ roleName: anyText, policyName: anyText, policyDocument: anyText }),
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:GetRolePolicy"),
  run: async ({ tx, input, found }) => {
    const owner = requireRole(found);
    const document = await tx.inlinePolicies.find(roleHolder(owner), input.policyName);
    if (document === undefined) throw refusals.noSuchInlinePolicy("role", input.policyName);
    return {
      roleName: owner.name,
      policyName: input.policyName,
      policyDocument: encodeDocument(document),
    };
  },
  record: { request: ["roleName", "policyName"] },
});
