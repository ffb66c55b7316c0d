import { bindTrust } from "../access/trust.ts";
import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyDocument } from "./policy-members.ts";
import { roleName } from "./role-members.ts";

export const updateAssumeRolePolicy = defineOperation({
  name: "UpdateAssumeRolePolicy",
  kind: "aws",
  summary: "Writes anew who may assume a role; sessions that were given go on.",
  readOnly: false,
  input: struct({ roleName, policyDocument }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:UpdateAssumeRolePolicy"),
  run: async ({ tx, input, found }) => {
    const { accountId, roleId } = requireRole(found);
    const trust = await bindTrust(tx, accountId, input.policyDocument, "policyDocument");
    await tx.roles.setTrust(accountId, roleId, trust);
    return {};
  },
  record: { request: ["roleName", "policyDocument"] },
});
