import { accountOf } from "../identity/locate.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { integer, list, optional, struct, text, timestamp } from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { renderGroup } from "./render.ts";

export const listGroupSummaries = defineOperation({
  name: "ListGroupSummaries",
  kind: "view",
  summary: "What the user groups table shows: groups with the number of their users, by page.",
  readOnly: true,
  input: struct({ namePrefix: optional(text({ min: 0, max: 128 })), ...page }),
  output: struct({
    groups: list(
      struct({
        groupName: anyText,
        groupId: anyText,
        path: anyText,
        arn: anyText,
        createDate: timestamp,
        userCount: integer(0, 1e9),
      }),
    ),
    ...pageEnd,
  }),
  permissions: () => [{ action: "iam:ListGroups", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const namePrefix = nameKey(input.namePrefix ?? "");
    const listName = `ListGroupSummaries ${namePrefix}`;
    const rows = await tx.groups.listSummaries(
      accountOf(caller),
      { namePrefix },
      pageRequest(scope, listName),
    );
    const { items, end } = pageOf(scope, listName, rows, ({ group }) => nameKey(group.name));
    return {
      groups: items.map(({ group, userCount }) => ({ ...renderGroup(group), userCount })),
      ...end,
    };
  },
  record: { request: [] },
});
