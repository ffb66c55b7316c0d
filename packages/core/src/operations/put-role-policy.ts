import { requireDocument } from "../access/documents.ts";
import {
  keyedBoundary,
  locateRoleHolder,
  requireInlineRoom,
  roleHolder,
} from "../access/holders.ts";
import { requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyDocument, policyName } from "./policy-members.ts";
import { roleName } from "./role-members.ts";

export const putRolePolicy = defineOperation({
  name: "PutRolePolicy",
  kind: "aws",
  summary: "Writes an inline policy of a role, in place of one of the same name.",
  readOnly: false,
  input: struct({ roleName, policyName, policyDocument }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRoleHolder(tx, caller, input.roleName),
  permissions: ({ found }) => keyedBoundary(found, "iam:PutRolePolicy"),
  run: async ({ tx, input, found }) => {
    const holder = roleHolder(requireRole(found));
    requireDocument(input.policyDocument, { managed: false });
    const policy = { name: input.policyName, document: input.policyDocument };
    await requireInlineRoom(tx, holder, found.name, policy);
    await tx.inlinePolicies.put(holder, policy);
    return {};
  },
  record: { request: ["roleName", "policyName", "policyDocument"] },
});
