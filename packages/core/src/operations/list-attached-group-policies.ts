import { groupHolder, listAttached } from "../access/holders.ts";
import { locateGroup, requireGroup } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { groupName, page, pageEnd, pathPrefix } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { attachedPolicies } from "./policy-members.ts";

export const listAttachedGroupPolicies = defineOperation({
  name: "ListAttachedGroupPolicies",
  kind: "aws",
  summary: "Lists the managed policies that are attached to a group.",
  readOnly: true,
  input: struct({ groupName, pathPrefix: optional(pathPrefix), ...page }),
  output: struct({ attachedPolicies, ...pageEnd }),
  locate: ({ tx, caller, input }) => locateGroup(tx, caller, input.groupName),
  permissions: ({ found }) => [{ action: "iam:ListAttachedGroupPolicies", resource: found.arn }],
  run: async (scope) => {
    const holder = groupHolder(requireGroup(scope.found));
    const listName = `ListAttachedGroupPolicies ${holder.id}`;
    const request = pageRequest(scope, listName);
    const rows = await listAttached(scope.tx, holder, scope.input.pathPrefix ?? "/", request);
    const { items, end } = pageOf(scope, listName, rows, ({ policyArn }) => policyArn);
    return { attachedPolicies: items, ...end };
  },
  record: { request: ["groupName"] },
});
