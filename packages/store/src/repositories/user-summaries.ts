// What the users table shows: one keyed query for the people of the page, then one each for what hangs on just those.

import type { AccountId, PageRequest, People, PersonId, UserSummaryRecord } from "@sallyport/core";
import { type Run, statement } from "../statement.ts";
import { toPerson } from "./person-row.ts";
import { listUserPage } from "./user-pages.ts";

type Query = Parameters<People["listSummaries"]>[1];
type OfPage = { accountId: AccountId; personIds: readonly PersonId[] };

const groupsOf = statement<OfPage>()(({ db, given, among, oneOf }) =>
  db
    .selectFrom("memberships")
    .innerJoin("user_groups", (join) =>
      join
        .onRef("user_groups.account_id", "=", "memberships.account_id")
        .onRef("user_groups.group_id", "=", "memberships.group_id"),
    )
    .select(["memberships.person_id", "user_groups.name as value"])
    .where(({ and }) => and({ "memberships.account_id": given((asked) => asked.accountId) }))
    .where(
      "memberships.person_id",
      among,
      oneOf((asked) => asked.personIds),
    )
    .orderBy("user_groups.name_key"),
);

const deviceKindsOf = statement<OfPage>()(({ db, given, among, oneOf }) =>
  db
    .selectFrom("devices")
    .select(["person_id", "kind as value"])
    .where(({ and }) => and({ account_id: given((asked) => asked.accountId) }))
    .where(
      "person_id",
      among,
      oneOf((asked) => asked.personIds),
    )
    .orderBy("enabled_at"),
);

const oldestActiveKeyOf = statement<OfPage>()(({ db, given, among, oneOf }) =>
  db
    .selectFrom("access_keys")
    .select(({ fn }) => ["person_id", fn.min("created_at").as("value")])
    .where(({ and }) => and({ account_id: given((asked) => asked.accountId) }))
    .where(
      "person_id",
      among,
      oneOf((asked) => asked.personIds),
    )
    .where("status", "=", "Active")
    .groupBy("person_id"),
);

export async function listUserSummaries(
  run: Run,
  accountId: AccountId,
  { namePrefix, ...order }: Query,
  page: PageRequest,
): Promise<readonly UserSummaryRecord[]> {
  const rows = await listUserPage(run, { accountId, namePrefix, page }, order);
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
