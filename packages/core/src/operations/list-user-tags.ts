import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { page, pageEnd, tags, userName } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listUserTags = defineOperation({
  name: "ListUserTags",
  kind: "aws",
  summary: "Lists a user's tags in the order in which they were set.",
  readOnly: true,
  input: struct({ userName, ...page }),
  output: struct({ tags, ...pageEnd }),
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListUserTags"),
  run: async (scope) => {
    const { accountId, personId } = requirePerson(scope.found);
    const listName = `ListUserTags ${personId}`;
    const of = { accountId, kind: "user", id: personId } as const;
    const rows = await scope.tx.tags.list(of, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ key }) => key.toLowerCase());
    return { tags: items, ...end };
  },
  record: { request: ["userName"] },
});
