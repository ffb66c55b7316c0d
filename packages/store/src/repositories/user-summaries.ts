// What the users table shows: one keyed query for the people of the page, then one each for what hangs on just those.

import {
  type AccountId,
  nameKey,
  type PageRequest,
  type People,
  type PersonId,
  type UserSummaryRecord,
} from "@sallyport/core";
import { type SqlBool, sql } from "kysely";
import { type Building, type Run, type Statement, statement } from "../statement.ts";
import { endOf, type MomentKey, momentKey, prefixEnd, startOf } from "./paging.ts";
import { toPerson } from "./person-row.ts";

type Query = Parameters<People["listSummaries"]>[1];
type Asked = { accountId: AccountId; namePrefix: string; page: PageRequest };
type OfPage = { accountId: AccountId; personIds: readonly PersonId[] };

/** Every user; root's name is empty, and the first possible key leaves it out. */
const users = ({ db, given }: Building<Asked>) =>
  db
    .selectFrom("people")
    .leftJoin("login_profiles as profile", (join) =>
      join
        .onRef("profile.account_id", "=", "people.account_id")
        .onRef("profile.person_id", "=", "people.person_id"),
    )
    .selectAll("people")
    .select("profile.changed_at as password_changed_at")
    .where(
      "people.account_id",
      "=",
      given((asked) => asked.accountId),
    )
    .limit(given((asked) => asked.page.limit));

/** By name: page and prefix are ranges of one index. */
const named = (building: Building<Asked>) =>
  users(building)
    .where("people.name_key", ">", "")
    .where(
      "people.name_key",
      ">=",
      building.given((asked) => nameKey(asked.namePrefix)),
    )
    .where(
      "people.name_key",
      "<",
      building.given((asked) => prefixEnd(nameKey(asked.namePrefix))),
    );

const byName = statement<Asked>()((building) =>
  named(building)
    .where(
      "people.name_key",
      ">",
      building.given(({ page }) => startOf(page)),
    )
    .orderBy("people.name_key"),
);

const byNameDescending = statement<Asked>()((building) =>
  named(building)
    .where(
      "people.name_key",
      "<",
      building.given(({ page }) => endOf(page)),
    )
    .orderBy("people.name_key", "desc"),
);

/** By age: the page is a range of the index, and the name in it is tested on the way. */
const aged = (building: Building<Asked>, descending: boolean) => {
  const { given, aside } = building;
  const ofPage = (read: (key: MomentKey) => MomentKey[keyof MomentKey]) =>
    given(({ page }: Asked) => read(momentKey(page, descending)));
  return users(building)
    .where(({ ref }) => sql<SqlBool>`${aside(ref("people.name_key"))} > ''`)
    .where(
      ({ ref }) => sql<SqlBool>`${aside(ref("people.name_key"))}
        >= ${given(({ namePrefix }) => nameKey(namePrefix))}`,
    )
    .where(
      ({ ref }) => sql<SqlBool>`${aside(ref("people.name_key"))}
        < ${given(({ namePrefix }) => prefixEnd(nameKey(namePrefix)))}`,
    )
    .where(
      ({ ref }) => sql<SqlBool>`(${ref("people.created_at")}, ${ref("people.name_key")})
        ${sql.raw(descending ? "<" : ">")} (${ofPage(({ at }) => at)}, ${ofPage(({ name }) => name)})`,
    )
    .orderBy("people.created_at", descending ? "desc" : "asc")
    .orderBy("people.name_key", descending ? "desc" : "asc");
};

const byAge = statement<Asked>()((building) => aged(building, false));
const byAgeDescending = statement<Asked>()((building) => aged(building, true));

const orders = {
  userName: { up: byName, down: byNameDescending },
  createDate: { up: byAge, down: byAgeDescending },
} as const satisfies Record<Query["sortBy"], Record<string, Statement<Asked, unknown>>>;

const groupsOf = statement<OfPage>()(({ db, given, oneOf }) =>
  db
    .selectFrom("memberships")
    .innerJoin("user_groups", (join) =>
      join
        .onRef("user_groups.account_id", "=", "memberships.account_id")
        .onRef("user_groups.group_id", "=", "memberships.group_id"),
    )
    .select(["memberships.person_id", "user_groups.name as value"])
    .where(
      "memberships.account_id",
      "=",
      given((asked) => asked.accountId),
    )
    .where(
      "memberships.person_id",
      "in",
      oneOf((asked) => asked.personIds),
    )
    .orderBy("user_groups.name_key"),
);

const deviceKindsOf = statement<OfPage>()(({ db, given, oneOf }) =>
  db
    .selectFrom("devices")
    .select(["person_id", "kind as value"])
    .where(
      "account_id",
      "=",
      given((asked) => asked.accountId),
    )
    .where(
      "person_id",
      "in",
      oneOf((asked) => asked.personIds),
    )
    .orderBy("enabled_at"),
);

const oldestActiveKeyOf = statement<OfPage>()(({ db, given, oneOf }) =>
  db
    .selectFrom("access_keys")
    .select(({ fn }) => ["person_id", fn.min("created_at").as("value")])
    .where(
      "account_id",
      "=",
      given((asked) => asked.accountId),
    )
    .where(
      "person_id",
      "in",
      oneOf((asked) => asked.personIds),
    )
    .where("status", "=", "Active")
    .groupBy("person_id"),
);

export async function listUserSummaries(
  run: Run,
  accountId: AccountId,
  { namePrefix, sortBy, descending }: Query,
  page: PageRequest,
): Promise<readonly UserSummaryRecord[]> {
  const order = orders[sortBy][descending ? "down" : "up"];
  const rows = await run.all(order, { accountId, namePrefix, page });
  if (rows.length === 0) return [];
  const ofPage = { accountId, personIds: rows.map((row) => row.person_id) };
  const groups = byPerson(await run.all(groupsOf, ofPage));
  const kinds = byPerson(await run.all(deviceKindsOf, ofPage));
  const keys = byPerson(await run.all(oldestActiveKeyOf, ofPage));
  return rows.map((row) => ({
    person: toPerson(row),
    groups: groups.get(row.person_id) ?? [],
    deviceKinds: kinds.get(row.person_id) ?? [],
    passwordChangedAt: row.password_changed_at ?? undefined,
    oldestActiveKeyAt: keys.get(row.person_id)?.[0],
  }));
}

function byPerson<Value>(
  rows: readonly { readonly person_id: PersonId | null; readonly value: Value }[],
): Map<PersonId | null, Value[]> {
  const found = new Map<PersonId | null, Value[]>();
  for (const { person_id, value } of rows) {
    const values = found.get(person_id);
    if (values === undefined) found.set(person_id, [value]);
    else values.push(value);
  }
  return found;
}
