import { currentTrust, trustOf } from "../access/trust.ts";
import { roleArn } from "../caller.ts";
import { accountOf } from "../identity/locate.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { boolean, integer, list, optional, struct, text, timestamp } from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listRoleSummaries = defineOperation({
  name: "ListRoleSummaries",
  kind: "view",
  summary: "What the roles table shows: roles with whom they trust and their last use, by page.",
  readOnly: true,
  input: struct({ namePrefix: optional(text({ min: 0, max: 64 })), ...page }),
  output: struct({
    roles: list(
      struct({
        roleName: anyText,
        roleId: anyText,
        path: anyText,
        arn: anyText,
        createDate: timestamp,
        description: optional(anyText),
        trusted: list(anyText),
        asksForMFA: boolean,
        lastUsedAt: optional(timestamp),
      }),
    ),
    total: integer(0, 1e9),
    ...pageEnd,
  }),
  permissions: () => [{ action: "iam:ListRoles", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const accountId = accountOf(caller);
    const namePrefix = nameKey(input.namePrefix ?? "");
    const listName = `ListRoleSummaries ${namePrefix}`;
    const rows = await tx.roles.list(accountId, { namePrefix }, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ name }) => nameKey(name));
    const roles = [];
    for (const role of items) {
      const { principals, asksForMfa } = trustOf(await currentTrust(tx, role));
      roles.push({
        roleName: role.name,
        roleId: role.roleId as string,
        path: role.path,
        arn: roleArn(role) as string,
        createDate: role.createdAt,
        description: role.description,
        trusted: principals,
        asksForMFA: asksForMfa,
        lastUsedAt: role.lastUsed?.at,
      });
    }
    return { roles, total: await tx.roles.count(accountId), ...end };
  },
  record: { request: [] },
});
