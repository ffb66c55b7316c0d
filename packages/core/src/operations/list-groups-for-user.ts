import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { group, page, pageEnd, userName } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { renderGroup } from "./render.ts";

export const listGroupsForUser = defineOperation({
  name: "ListGroupsForUser",
  kind: "aws",
  summary: "Lists the groups that a user is in.",
  readOnly: true,
  input: struct({ userName, ...page }),
  output: struct({ groups: list(group), ...pageEnd }),
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListGroupsForUser"),
  run: async (scope) => {
    const person = requirePerson(scope.found);
    const listName = `ListGroupsForUser ${person.personId}`;
    const rows = await scope.tx.groups.listOf(person, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ name }) => nameKey(name));
    return { groups: items.map(renderGroup), ...end };
  },
  record: { request: ["userName"] },
});
