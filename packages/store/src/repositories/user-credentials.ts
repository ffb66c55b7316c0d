// What a credential report tells of users: one keyed query for the people of the page, then one each for what hangs on just those.

import {
  type AccountId,
  type CredentialFacts,
  type Instant,
  instant,
  type PageRequest,
  type People,
  type PersonId,
} from "@sallyport/core";
import type { PeopleTable } from "../database.ts";
import { type Building, type Run, statement } from "../statement.ts";
import { type Examining, examinedTo, nextUsers } from "./examined-users.ts";
import { toPerson } from "./person-row.ts";

type Query = Parameters<People["listCredentials"]>[1];
type Examined = Awaited<ReturnType<People["listCredentials"]>>;
type Asked = Examining & { before: Instant };
type OfPage = { accountId: AccountId; personIds: readonly PersonId[] };
type Row = PeopleTable & { password_changed_at: Instant | null };

const users = (building: Building<Asked>) =>
  building.db
    .selectFrom(nextUsers(building).as("matching"))
    .leftJoin("login_profiles as profile", (join) =>
      join
        .onRef("profile.account_id", "=", "matching.account_id")
        .onRef("profile.person_id", "=", "matching.person_id"),
    )
    .selectAll("matching")
    .select("profile.changed_at as password_changed_at")
    .orderBy("matching.name_key")
    .limit(building.given(({ page }) => page.limit));

const everyone = statement<Asked>()(users);

const withoutDevice = statement<Asked>()((building) =>
  users(building).where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom("devices")
          .select("devices.serial_number")
          .whereRef("devices.account_id", "=", "matching.account_id")
          .whereRef("devices.person_id", "=", "matching.person_id"),
      ),
    ),
  ),
);

/** Whoever cannot show a second factor, or has a key, which never does. */
const withoutDeviceOrWithKey = statement<Asked>()((building) =>
  users(building).where(({ or, not, exists, selectFrom }) =>
    or([
      not(
        exists(
          selectFrom("devices")
            .select("devices.serial_number")
            .whereRef("devices.account_id", "=", "matching.account_id")
            .whereRef("devices.person_id", "=", "matching.person_id"),
        ),
      ),
      exists(
        selectFrom("access_keys")
          .select("access_keys.access_key_id")
          .whereRef("access_keys.account_id", "=", "matching.account_id")
          .whereRef("access_keys.person_id", "=", "matching.person_id")
          .where("access_keys.status", "=", "Active"),
      ),
    ]),
  ),
);

const withOldKey = statement<Asked>()((building) =>
  users(building).where(({ exists, selectFrom }) =>
    exists(
      selectFrom("access_keys")
        .select("access_keys.access_key_id")
        .whereRef("access_keys.account_id", "=", "matching.account_id")
        .whereRef("access_keys.person_id", "=", "matching.person_id")
        .where("access_keys.status", "=", "Active")
        .where(
          "access_keys.created_at",
          "<",
          building.given((asked) => asked.before),
        ),
    ),
  ),
);

/** A password that was changed since was in somebody's hands then. */
const withUnusedPassword = statement<Asked>()((building) =>
  users(building)
    .where(
      "profile.changed_at",
      "<",
      building.given((asked) => asked.before),
    )
    .where(({ or, eb }) =>
      or([
        eb("matching.password_last_used_at", "is", null),
        eb(
          "matching.password_last_used_at",
          "<",
          building.given((asked) => asked.before),
        ),
      ]),
    ),
);

const byConcern = {
  noMfa: withoutDevice,
  noMfaOrKey: withoutDeviceOrWithKey,
  oldKey: withOldKey,
  unusedPassword: withUnusedPassword,
} as const;

const devicesOf = statement<OfPage>()(({ db, given, among, oneOf }) =>
  db
    .selectFrom("devices")
    .select(["person_id", "kind", "enabled_at", "last_used_at"])
    .where(({ and }) => and({ account_id: given((asked) => asked.accountId) }))
    .where(
      "person_id",
      among,
      oneOf((asked) => asked.personIds),
    )
    .orderBy("enabled_at"),
);

const keysOf = statement<OfPage>()(({ db, given, among, oneOf }) =>
  db
    .selectFrom("access_keys")
    .select([
      "person_id",
      "status",
      "created_at",
      "last_used_at",
      "last_used_service",
      "last_used_region",
    ])
    .where(({ and }) => and({ account_id: given((asked) => asked.accountId) }))
    .where(
      "person_id",
      among,
      oneOf((asked) => asked.personIds),
    )
    .orderBy("created_at"),
);

export async function listUserCredentials(
  run: Run,
  accountId: AccountId,
  { namePrefix, concern, examine }: Query,
  page: PageRequest,
): Promise<Examined> {
  const before = concern?.before ?? instant(0);
  const asked = {
    accountId,
    namePrefix,
    page,
    before,
    examine: concern === undefined ? page.limit : examine,
  };
  const list = concern === undefined ? everyone : byConcern[concern.kind];
  const rows = await run.all(list, asked);
  return {
    people: await withCredentials(run, accountId, rows),
    examinedTo: concern === undefined ? undefined : await examinedTo(run, asked, rows),
  };
}

async function withCredentials(
  run: Run,
  accountId: AccountId,
  rows: readonly Row[],
): Promise<readonly CredentialFacts[]> {
  if (rows.length === 0) return [];
  const ofPage = { accountId, personIds: rows.map((row) => row.person_id) };
  const devices = Map.groupBy(await run.all(devicesOf, ofPage), (device) => device.person_id);
  const keys = Map.groupBy(await run.all(keysOf, ofPage), (key) => key.person_id);
  return rows.map((row) => ({
    person: toPerson(row),
    passwordChangedAt: row.password_changed_at ?? undefined,
    devices: (devices.get(row.person_id) ?? []).map((device) => ({
      kind: device.kind,
      enabledAt: device.enabled_at ?? instant(0), // whatever has a person has this too
      lastUsedAt: device.last_used_at ?? undefined,
    })),
    keys: (keys.get(row.person_id) ?? []).map((key) => ({
      status: key.status,
      createdAt: key.created_at,
      lastUsed:
        key.last_used_at === null
          ? undefined
          : {
              at: key.last_used_at,
              service: key.last_used_service ?? "",
              region: key.last_used_region ?? "",
            },
    })),
  }));
}
