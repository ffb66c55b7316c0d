import { accountOf } from "../identity/locate.ts";
import { DAY, later } from "../instant.ts";
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

/** Longer is old for a key, and unused for a password. */
const concernedAfterDays = 90;

/** A page looks through no more users than this for those it is about; some milliseconds' worth. */
const examinedAtOnce = 5000;

export const listCredentialSummaries = defineOperation({
  name: "ListCredentialSummaries",
  kind: "view",
  summary:
    "What the credential report's table shows, as it is now: users with their MFA, passwords and keys, by page; or only those without MFA, with an old key or with an unused password. A page looks through a bounded number of users, so it may hold few and yet not be the last.",
  readOnly: true,
  input: struct({
    namePrefix: optional(text({ min: 0, max: 64 })),
    concern: optional(oneOf("noMfa", "oldKey", "unusedPassword")),
    ...page,
  }),
  output: struct({
    users: list(
      struct({
        userName: anyText,
        createDate: timestamp,
        mfa: list(oneOf("virtual")),
        mfaLastUsedAt: optional(timestamp),
        consoleAccess: boolean,
        passwordChangedAt: optional(timestamp),
        passwordLastUsedAt: optional(timestamp),
        passwordUnused: boolean,
        keys: list(
          struct({
            active: boolean,
            createDate: timestamp,
            lastUsedAt: optional(timestamp),
            old: boolean,
          }),
        ),
      }),
    ),
    total: integer(0, 1e9),
    ...pageEnd,
  }),
  // Each user's keys and devices are what the report itself tells: whoever may have that may have this.
  permissions: () => [
    { action: "iam:GenerateCredentialReport", resource: "*" },
    { action: "iam:GetCredentialReport", resource: "*" },
  ],
  run: async (scope) => {
    const { tx, caller, input, now } = scope;
    const accountId = accountOf(caller);
    const before = later(now, -concernedAfterDays * DAY);
    const namePrefix = nameKey(input.namePrefix ?? "");
    const kind = input.concern;
    const listName = `ListCredentialSummaries ${JSON.stringify({ namePrefix, kind })}`;
    const request = pageRequest(scope, listName);
    const { people, examinedTo } = await tx.people.listCredentials(
      accountId,
      {
        namePrefix,
        concern: kind === undefined ? undefined : { kind, before },
        examine: examinedAtOnce,
      },
      request,
    );
    const { items, end } = pageOf(
      scope,
      listName,
      people,
      ({ person }) => nameKey(person.name),
      examinedTo,
    );
    return {
      users: items.map(({ person, passwordChangedAt, devices, keys }) => {
        const touched = Math.max(passwordChangedAt ?? 0, person.passwordLastUsedAt ?? 0);
        const used = devices.flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
        return {
          userName: person.name,
          createDate: person.createdAt,
          mfa: devices.map((device) => device.kind),
          mfaLastUsedAt: used.toSorted((a, b) => b - a)[0],
          consoleAccess: passwordChangedAt !== undefined,
          passwordChangedAt,
          passwordLastUsedAt:
            passwordChangedAt === undefined ? undefined : person.passwordLastUsedAt,
          passwordUnused: passwordChangedAt !== undefined && touched < before,
          keys: keys.map(({ status, createdAt, lastUsed }) => ({
            active: status === "Active",
            createDate: createdAt,
            lastUsedAt: lastUsed?.at,
            old: status === "Active" && createdAt < before,
          })),
        };
      }),
      total: await tx.people.countUsers(accountId),
      ...end,
    };
  },
  record: { request: [] },
});
