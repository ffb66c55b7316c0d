import {
  locatePolicy,
  onPolicy,
  requireAnyPolicy,
  requirePolicyArn,
} from "../access/managed-policies.ts";
import { renderWholePolicy } from "../access/render-policies.ts";
import { allTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { policy, policyArn } from "./policy-members.ts";

export const getPolicy = defineOperation({
  name: "GetPolicy",
  kind: "aws",
  summary: "Shows a managed policy and how often it is used, without its document.",
  readOnly: true,
  input: struct({ policyArn }),
  output: struct({ policy }),
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:GetPolicy")],
  run: async ({ tx, found }) => {
    requirePolicyArn(found.arn, "InvalidInput");
    const any = requireAnyPolicy(found);
    const { accountId } = found;
    const tags = found.policy
      ? await allTags(tx, { accountId, kind: "policy", id: found.policy.policyId })
      : [];
    return { policy: await renderWholePolicy(tx, accountId, any, tags) };
  },
  record: { request: ["policyArn"] },
});
