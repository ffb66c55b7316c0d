import { accountOf } from "../identity/locate.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct } from "../schema/schema.ts";
import { group, page, pageEnd, pathPrefix } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { renderGroup } from "./render.ts";

export const listGroups = defineOperation({
  name: "ListGroups",
  kind: "aws",
  summary: "Lists the account's groups by name.",
  readOnly: true,
  input: struct({ pathPrefix: optional(pathPrefix), ...page }),
  output: struct({ groups: list(group), ...pageEnd }),
  permissions: () => [{ action: "iam:ListGroups", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const filter = { pathPrefix: input.pathPrefix ?? "/" };
    const rows = await tx.groups.list(accountOf(caller), filter, pageRequest(scope, "ListGroups"));
    const { items, end } = pageOf(scope, "ListGroups", rows, ({ name }) => nameKey(name));
    return { groups: items.map(renderGroup), ...end };
  },
  record: { request: ["pathPrefix"] },
});
