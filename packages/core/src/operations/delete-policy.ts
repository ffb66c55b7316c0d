import {
  locatePolicy,
  onPolicy,
  requireOwnPolicy,
  requirePolicyArn,
} from "../access/managed-policies.ts";
import { IamError } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyArn } from "./policy-members.ts";

export const deletePolicy = defineOperation({
  name: "DeletePolicy",
  kind: "aws",
  summary: "Deletes a managed policy that nobody holds and that has no other version left.",
  readOnly: false,
  input: struct({ policyArn }),
  output: nothing,
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:DeletePolicy")],
  run: async ({ tx, found }) => {
    requirePolicyArn(found.arn, "InvalidInput");
    const { accountId, arn, policyId } = requireOwnPolicy(found, "delete policies");
    const { attachments, boundaries } = await tx.policyUses.count(accountId, arn);
    if (attachments + boundaries > 0)
      throw new IamError("DeleteConflict", "Cannot delete a policy attached to entities.");
    if ((await tx.policies.listVersions(accountId, arn)).length > 1) {
      const message =
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
      throw new IamError("DeleteConflict", message);
    }
    await tx.policies.delete(accountId, arn);
    await tx.tags.removeAll({ accountId, kind: "policy", id: policyId });
    return {};
  },
  record: { request: ["policyArn"] },
});
