import { locateRole, onRole, requireRole, roleTags } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { page, pageEnd, tags } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { roleName } from "./role-members.ts";

export const listRoleTags = defineOperation({
  name: "ListRoleTags",
  kind: "aws",
  summary: "Lists a role's tags in the order in which they were set.",
  readOnly: true,
  input: struct({ roleName, ...page }),
  output: struct({ tags, ...pageEnd }),
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:ListRoleTags"),
  run: async (scope) => {
    const of = roleTags(requireRole(scope.found));
    const listName = `ListRoleTags ${of.id}`;
    const rows = await scope.tx.tags.list(of, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ key }) => key.toLowerCase());
    return { tags: items, ...end };
  },
  record: { request: ["roleName"] },
});
