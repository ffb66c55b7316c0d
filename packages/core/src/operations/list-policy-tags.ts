import {
  locatePolicy,
  onPolicy,
  requireAnyPolicy,
  requirePolicyArn,
} from "../access/managed-policies.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { page, pageEnd, tags } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { policyArn } from "./policy-members.ts";

export const listPolicyTags = defineOperation({
  name: "ListPolicyTags",
  kind: "aws",
  summary: "Lists a managed policy's tags in the order in which they were set.",
  readOnly: true,
  input: struct({ policyArn, ...page }),
  output: struct({ tags, ...pageEnd }),
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:ListPolicyTags")],
  run: async (scope) => {
    const { tx, found } = scope;
    requirePolicyArn(found.arn, "InvalidInput");
    const { accountId, policy } = found;
    if (policy === undefined) {
      requireAnyPolicy(found);
      return { tags: [], isTruncated: false };
    }
    const listName = `ListPolicyTags ${policy.policyId}`;
    const of = { accountId, kind: "policy", id: policy.policyId } as const;
    const rows = await tx.tags.list(of, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ key }) => key.toLowerCase());
    return { tags: items, ...end };
  },
  record: { request: ["policyArn"] },
});
