import { accountOf } from "../identity/locate.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct } from "../schema/schema.ts";
import { page, pageEnd, pathPrefix, user } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { renderUser } from "./render.ts";

/** A page looks through no more users than this for those under a path. */
const examinedAtOnce = 5000;

export const listUsers = defineOperation({
  name: "ListUsers",
  kind: "aws",
  summary:
    "Lists the account's users by name; the root user is not among them. A page looks through a bounded number of users for those under a path, so it may hold few and yet not be the last.",
  readOnly: true,
  input: struct({ pathPrefix: optional(pathPrefix), ...page }),
  output: struct({ users: list(user), ...pageEnd }),
  permissions: () => [{ action: "iam:ListUsers", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const filter = { pathPrefix: input.pathPrefix ?? "/", examine: examinedAtOnce };
    const { people, examinedTo } = await tx.people.listUsers(
      accountOf(caller),
      filter,
      pageRequest(scope, "ListUsers"),
    );
    const { items, end } = pageOf(
      scope,
      "ListUsers",
      people,
      ({ name }) => nameKey(name),
      examinedTo,
    );
    return { users: items.map((person) => renderUser(person)), ...end };
  },
  record: { request: ["pathPrefix"] },
});
