import { accountOf } from "../identity/locate.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct } from "../schema/schema.ts";
import { page, pageEnd, pathPrefix, user } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { renderUser } from "./render.ts";

export const listUsers = defineOperation({
  name: "ListUsers",
  kind: "aws",
  summary: "Lists the account's users by name; the root user is not among them.",
  readOnly: true,
  input: struct({ pathPrefix: optional(pathPrefix), ...page }),
  output: struct({ users: list(user), ...pageEnd }),
  permissions: () => [{ action: "iam:ListUsers", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const filter = { pathPrefix: input.pathPrefix ?? "/" };
    const rows = await tx.people.listUsers(
      accountOf(caller),
      filter,
      pageRequest(scope, "ListUsers"),
    );
    const { items, end } = pageOf(scope, "ListUsers", rows, ({ name }) => nameKey(name));
    return { users: items.map((person) => renderUser(person)), ...end };
  },
  record: { request: ["pathPrefix"] },
});
