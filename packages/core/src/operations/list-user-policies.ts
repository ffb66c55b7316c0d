import { userHolder } from "../access/holders.ts";
import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { anyText, page, pageEnd, userName } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listUserPolicies = defineOperation({
  name: "ListUserPolicies",
  kind: "aws",
  summary: "Lists the names of the inline policies of a user.",
  readOnly: true,
  input: struct({ userName, ...page }),
  output: struct({ policyNames: list(anyText), ...pageEnd }),
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListUserPolicies"),
  run: async (scope) => {
    const holder = userHolder(requirePerson(scope.found));
    const listName = `ListUserPolicies ${holder.id}`;
    const rows = await scope.tx.inlinePolicies.list(holder, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ name }) => name);
    return { policyNames: items.map(({ name }) => name), ...end };
  },
  record: { request: ["userName"] },
});
