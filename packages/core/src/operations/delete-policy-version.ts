import {
  locatePolicy,
  onPolicy,
  requireOwnPolicy,
  requirePolicyArn,
  requireVersion,
} from "../access/managed-policies.ts";
import { IamError, refusals } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyArn, versionId } from "./policy-members.ts";

export const deletePolicyVersion = defineOperation({
  name: "DeletePolicyVersion",
  kind: "aws",
  summary:
    "Deletes a version of a managed policy that is not in force; its number is never given again.",
  readOnly: false,
  input: struct({ policyArn, versionId }),
  output: nothing,
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:DeletePolicyVersion")],
  run: async ({ tx, input, found }) => {
    requirePolicyArn(found.arn, "InvalidInput");
    const change = "delete policy versions for policies";
    const { accountId, arn } = requireOwnPolicy(found, change, refusals.notAttachable);
    const { version, isDefault } = await requireVersion(tx, found, input.versionId);
    if (isDefault)
      throw new IamError("DeleteConflict", "Cannot delete the default version of a policy.");
    await tx.policies.deleteVersion(accountId, arn, version);
    return {};
  },
  record: { request: ["policyArn", "versionId"] },
});
