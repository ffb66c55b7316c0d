import {
  locatePolicy,
  onPolicy,
  requireOwnPolicy,
  requirePolicyArn,
} from "../access/managed-policies.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tagKeys } from "./members.ts";
import { policyArn } from "./policy-members.ts";

export const untagPolicy = defineOperation({
  name: "UntagPolicy",
  kind: "aws",
  summary: "Removes tags from a managed policy; keys that are not there are no fault.",
  readOnly: false,
  input: struct({ policyArn, tagKeys }),
  output: nothing,
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ input, found }) => [
    { ...onPolicy(found, "iam:UntagPolicy"), keys: { "aws:TagKeys": input.tagKeys } },
  ],
  run: async ({ tx, input, found }) => {
    requirePolicyArn(found.arn, "InvalidInput");
    const { accountId, policyId } = requireOwnPolicy(found, "update policies");
    await tx.tags.remove({ accountId, kind: "policy", id: policyId }, input.tagKeys);
    return {};
  },
  record: { request: ["policyArn", "tagKeys"] },
});
