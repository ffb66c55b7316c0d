import { accountOf } from "../identity/locate.ts";
import { DAY } from "../instant.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import {
  boolean,
  integer,
  list,
  oneOf,
  optional,
  struct,
  text,
  timestamp,
} from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { renderUser } from "./render.ts";

export const listUserSummaries = defineOperation({
  name: "ListUserSummaries",
  kind: "view",
  summary:
    "What the users table shows: users with groups, MFA, and the ages of their credentials, by page.",
  readOnly: true,
  input: struct({
    namePrefix: optional(text({ min: 0, max: 64 })),
    sortBy: optional(oneOf("userName", "createDate")),
    descending: optional(boolean),
    ...page,
  }),
  output: struct({
    users: list(
      struct({
        userName: anyText,
        path: anyText,
        arn: anyText,
        userId: anyText,
        createDate: timestamp,
        groups: list(anyText),
        lastActivity: optional(timestamp),
        mfa: list(oneOf("virtual")),
        consoleAccess: boolean,
        passwordChangedAt: optional(timestamp),
        passwordAge: optional(integer(0, 1e6)),
        activeKeyAge: optional(integer(0, 1e6)),
      }),
    ),
    total: integer(0, 1e9),
    ...pageEnd,
  }),
  permissions: () => [{ action: "iam:ListUsers", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input, now } = scope;
    const accountId = accountOf(caller);
    const query = {
      namePrefix: nameKey(input.namePrefix ?? ""),
      sortBy: input.sortBy ?? ("userName" as const),
      descending: input.descending ?? false,
    };
    const listName = `ListUserSummaries ${JSON.stringify(query)}`;
    const rows = await tx.people.listSummaries(accountId, query, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ person }) =>
      query.sortBy === "userName"
        ? nameKey(person.name)
        : `${String(person.createdAt).padStart(15, "0")}/${nameKey(person.name)}`,
    );
    const days = (since: number) => Math.max(0, Math.floor((now - since) / DAY));
    return {
      users: items.map(({ person, groups, deviceKinds, passwordChangedAt, oldestActiveKeyAt }) => {
        const { userName, path, arn, userId, createDate } = renderUser(person);
        return {
          userName,
          path,
          arn,
          userId,
          createDate,
          groups,
          lastActivity: person.lastActiveAt ?? person.passwordLastUsedAt,
          mfa: [...new Set(deviceKinds)],
          consoleAccess: passwordChangedAt !== undefined,
          ...(passwordChangedAt !== undefined && {
            passwordChangedAt,
            passwordAge: days(passwordChangedAt),
          }),
          ...(oldestActiveKeyAt !== undefined && { activeKeyAge: days(oldestActiveKeyAt) }),
        };
      }),
      total: await tx.people.countUsers(accountId),
      ...end,
    };
  },
  record: { request: [] },
});
