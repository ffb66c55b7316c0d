import {
  type AccountId,
  type ActingRoleRecord,
  type Instant,
  nameKey,
  type PageRequest,
  type RoleId,
  type RoleRecord,
  type Roles,
  type RoleTrust,
} from "@sallyport/core";
import { type ExpressionBuilder, sql } from "kysely";
import type { Database, RolesTable } from "../database.ts";
import { type Run, type Stored, statement } from "../statement.ts";
import { firstName, prefixEnd } from "./paging.ts";

type RoleRef = { accountId: AccountId; roleId: RoleId };

/** The row that a statement is about. */
const isRole =
  (given: <Value>(read: (ref: RoleRef) => Value) => Stored<Value>) =>
  ({ and, eb }: ExpressionBuilder<Database, "roles">) =>
    and([
      eb(
        "account_id",
        "=",
        given((role) => role.accountId),
      ),
      eb(
        "role_id",
        "=",
        given((role) => role.roleId),
      ),
    ]);

const insert = statement<RoleRecord>()(({ db, given }) =>
  db
    .insertInto("roles")
    .values({
      account_id: given((role) => role.accountId),
      role_id: given((role) => role.roleId),
      name: given((role) => role.name),
      name_key: given((role) => nameKey(role.name)),
      path: given((role) => role.path),
      description: given((role) => role.description ?? null),
      trust_policy: given((role) => role.trustPolicy),
      trusted: given((role) => JSON.stringify(role.trusted)),
      max_session_seconds: given((role) => role.maxSessionSeconds),
      created_at: given((role) => role.createdAt),
      epoch: given((role) => role.epoch),
      last_used_at: given((role) => role.lastUsed?.at ?? null),
      last_used_region: given((role) => role.lastUsed?.region ?? null),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const find = statement<{ accountId: AccountId; name: string }>()(({ db, given }) =>
  db
    .selectFrom("roles")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given((role) => role.accountId),
        name_key: given((role) => nameKey(role.name)),
      }),
    ),
);

const findActing = statement<RoleRef>()(({ db, given }) =>
  db
    .selectFrom("roles")
    .innerJoin("accounts", "accounts.account_id", "roles.account_id")
    .selectAll("roles")
    .select("accounts.epoch as account_epoch")
    .where(({ and }) =>
      and({
        "roles.account_id": given((role) => role.accountId),
        "roles.role_id": given((role) => role.roleId),
      }),
    ),
);

interface ListQuery {
  readonly accountId: AccountId;
  readonly pathPrefix: string;
  readonly namePrefix: string;
  readonly page: PageRequest;
}

const list = statement<ListQuery>()(({ db, given }) =>
  db
    .selectFrom("roles")
    .selectAll()
    .where(({ and }) => and({ account_id: given((query) => query.accountId) }))
    .where(
      "name_key",
      ">=",
      given((query) => firstName(query.page, nameKey(query.namePrefix))),
    )
    .where(
      "name_key",
      "<",
      given((query) => prefixEnd(nameKey(query.namePrefix))),
    )
    .where(
      "path",
      ">=",
      given((query) => query.pathPrefix),
    )
    .where(
      "path",
      "<",
      given((query) => prefixEnd(query.pathPrefix)),
    )
    .orderBy("name_key")
    .limit(given((query) => query.page.limit)),
);

const count = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("roles")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(({ and }) => and({ account_id: given((id) => id) })),
);

const update = statement<
  RoleRef & { description: string | undefined; maxSessionSeconds: number }
>()(({ db, given }) =>
  db
    .updateTable("roles")
    .set({
      description: given((change) => change.description ?? null),
      max_session_seconds: given((change) => change.maxSessionSeconds),
    })
    .where(isRole(given)),
);

const setTrust = statement<RoleRef & RoleTrust>()(({ db, given }) =>
  db
    .updateTable("roles")
    .set({
      trust_policy: given((change) => change.trustPolicy),
      trusted: given((change) => JSON.stringify(change.trusted)),
    })
    .where(isRole(given)),
);

const remove = statement<RoleRef>()(({ db, given }) => db.deleteFrom("roles").where(isRole(given)));

const raiseEpoch = statement<RoleRef>()(({ db, given }) =>
  db
    .updateTable("roles")
    .set(({ eb }) => ({ epoch: eb("epoch", "+", 1) }))
    .where(isRole(given)),
);

const markUsed = statement<RoleRef & { at: Instant; region: string }>()(({ db, given }) =>
  db
    .updateTable("roles")
    .set({
      last_used_at: given((use) => use.at),
      last_used_region: given((use) => use.region),
    })
    .where(isRole(given))
    .where(
      ({ fn, val }) => fn.coalesce("last_used_at", sql<Instant>`${val(0)}`),
      "<",
      given((use) => use.at),
    ),
);

export function roles(run: Run): Roles {
  return {
    insert: async (role) => (await run.change(insert, role)) === 1,
    async find(accountId, name) {
      const row = await run.first(find, { accountId, name });
      return row && toRole(row);
    },
    async findActing(accountId, roleId): Promise<ActingRoleRecord | undefined> {
      const row = await run.first(findActing, { accountId, roleId });
      return row && { role: toRole(row), accountEpoch: row.account_epoch };
    },
    async list(accountId, { pathPrefix = "", namePrefix = "" }, page) {
      return (await run.all(list, { accountId, pathPrefix, namePrefix, page })).map(toRole);
    },
    count: async (accountId) => (await run.first(count, accountId))?.count ?? 0,
    async update(accountId, roleId, change) {
      await run.change(update, { accountId, roleId, ...change });
    },
    async setTrust(accountId, roleId, trust) {
      await run.change(setTrust, { accountId, roleId, ...trust });
    },
    async delete(accountId, roleId) {
      await run.change(remove, { accountId, roleId });
    },
    async raiseEpoch(accountId, roleId) {
      await run.change(raiseEpoch, { accountId, roleId });
    },
    async markUsed(accountId, roleId, use) {
      await run.change(markUsed, { accountId, roleId, ...use });
    },
  };
}

function toRole(row: RolesTable): RoleRecord {
  return {
    accountId: row.account_id,
    roleId: row.role_id,
    name: row.name,
    path: row.path,
    description: row.description ?? undefined,
    trustPolicy: row.trust_policy,
    trusted: JSON.parse(row.trusted) as RoleRecord["trusted"],
    maxSessionSeconds: row.max_session_seconds,
    createdAt: row.created_at,
    epoch: row.epoch,
    lastUsed:
      row.last_used_at === null
        ? undefined
        : { at: row.last_used_at, region: row.last_used_region ?? "" },
  };
}
