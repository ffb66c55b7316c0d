import { renderListedRole } from "../access/render-roles.ts";
import { accountOf } from "../identity/locate.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct } from "../schema/schema.ts";
import { page, pageEnd, pathPrefix } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { role } from "./role-members.ts";

export const listRoles = defineOperation({
  name: "ListRoles",
  kind: "aws",
  summary: "Lists the account's roles by name.",
  readOnly: true,
  input: struct({ pathPrefix: optional(pathPrefix), ...page }),
  output: struct({ roles: list(role), ...pageEnd }),
  permissions: () => [{ action: "iam:ListRoles", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const filter = { pathPrefix: input.pathPrefix ?? "/" };
    const rows = await tx.roles.list(accountOf(caller), filter, pageRequest(scope, "ListRoles"));
    const { items, end } = pageOf(scope, "ListRoles", rows, ({ name }) => nameKey(name));
    const roles = [];
    for (const item of items) roles.push(await renderListedRole(tx, item));
    return { roles, ...end };
  },
  record: { request: ["pathPrefix"] },
});
