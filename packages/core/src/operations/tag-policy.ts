import { requestTagKeys } from "../access/context-keys.ts";
import {
  locatePolicy,
  onPolicy,
  requireOwnPolicy,
  requirePolicyArn,
} from "../access/managed-policies.ts";
import { setTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tags } from "./members.ts";
import { policyArn } from "./policy-members.ts";

export const tagPolicy = defineOperation({
  name: "TagPolicy",
  kind: "aws",
  summary: "Sets tags on a managed policy of the account's own.",
  readOnly: false,
  input: struct({ policyArn, tags }),
  output: nothing,
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ input, found }) => [
    { ...onPolicy(found, "iam:TagPolicy"), keys: requestTagKeys(input.tags) },
  ],
  run: async ({ tx, input, found }) => {
    requirePolicyArn(found.arn, "InvalidInput");
    const { accountId, policyId } = requireOwnPolicy(found, "update policies");
    await setTags(tx, { accountId, kind: "policy", id: policyId }, input.tags);
    return {};
  },
  record: { request: ["policyArn", "tags"] },
});
