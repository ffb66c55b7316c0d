import { roleHolder } from "../access/holders.ts";
import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { roleName } from "./role-members.ts";

export const listRolePolicies = defineOperation({
  name: "ListRolePolicies",
  kind: "aws",
  summary: "Lists the names of the inline policies of a role.",
  readOnly: true,
  input: struct({ roleName, ...page }),
  output: struct({ policyNames: list(anyText), ...pageEnd }),
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:ListRolePolicies"),
  run: async (scope) => {
    const holder = roleHolder(requireRole(scope.found));
    const listName = `ListRolePolicies ${holder.id}`;
    const rows = await scope.tx.inlinePolicies.list(holder, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ name }) => name);
    return { policyNames: items.map(({ name }) => name), ...end };
  },
  record: { request: ["roleName"] },
});
