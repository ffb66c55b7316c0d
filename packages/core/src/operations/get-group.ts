import { locateGroup, requireGroup } from "../identity/locate.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { group, groupName, page, pageEnd, user } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { renderGroup, renderUser } from "./render.ts";

export const getGroup = defineOperation({
  name: "GetGroup",
  kind: "aws",
  summary: "Shows a group and, page by page, the users in it.",
  readOnly: true,
  input: struct({ groupName, ...page }),
  output: struct({ group, users: list(user), ...pageEnd }),
  locate: ({ tx, caller, input }) => locateGroup(tx, caller, input.groupName),
  permissions: ({ found }) => [{ action: "iam:GetGroup", resource: found.arn }],
  run: async (scope) => {
    const record = requireGroup(scope.found);
    const listName = `GetGroup ${record.groupId}`;
    const rows = await scope.tx.groups.listMembers(
      record.accountId,
      record.groupId,
      pageRequest(scope, listName),
    );
    const { items, end } = pageOf(scope, listName, rows, ({ name }) => nameKey(name));
    return { group: renderGroup(record), users: items.map((person) => renderUser(person)), ...end };
  },
  record: { request: ["groupName"] },
});
