import {
  locatePolicy,
  onPolicy,
  requireOwnPolicy,
  requirePolicyArn,
  requireVersion,
} from "../access/managed-policies.ts";
import { refusals } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { policyArn, versionId } from "./policy-members.ts";

export const setDefaultPolicyVersion = defineOperation({
  name: "SetDefaultPolicyVersion",
  kind: "aws",
  summary: "Puts a version of a managed policy in force for everyone who holds it, at once.",
  readOnly: false,
  input: struct({ policyArn, versionId }),
  output: nothing,
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:SetDefaultPolicyVersion")],
  run: async ({ tx, input, found, now }) => {
    requirePolicyArn(found.arn, "InvalidInput");
    const { accountId, arn } = requireOwnPolicy(found, "update policies", refusals.notAttachable);
    const { version } = await requireVersion(tx, found, input.versionId);
    await tx.policies.setDefaultVersion(accountId, arn, version, now);
    return {};
  },
  record: { request: ["policyArn", "versionId"] },
});
