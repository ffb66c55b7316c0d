import { groupHolder } from "../access/holders.ts";
import { locateGroup, requireGroup } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { anyText, groupName, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listGroupPolicies = defineOperation({
  name: "ListGroupPolicies",
  kind: "aws",
  summary: "Lists the names of the inline policies of a group.",
  readOnly: true,
  input: struct({ groupName, ...page }),
  output: struct({ policyNames: list(anyText), ...pageEnd }),
  locate: ({ tx, caller, input }) => locateGroup(tx, caller, input.groupName),
  permissions: ({ found }) => [{ action: "iam:ListGroupPolicies", resource: found.arn }],
  run: async (scope) => {
    const holder = groupHolder(requireGroup(scope.found));
    const listName = `ListGroupPolicies ${holder.id}`;
    const rows = await scope.tx.inlinePolicies.list(holder, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ name }) => name);
    return { policyNames: items.map(({ name }) => name), ...end };
  },
  record: { request: ["groupName"] },
});
