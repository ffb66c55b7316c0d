import {
  type AccountId,
  type Assignment,
  type DeviceRecord,
  type Devices,
  nameKey,
  type PageRequest,
  type PersonId,
  type PersonRef,
  type SerialNumber,
  type Unsettled,
} from "@sallyport/core";
import type { DevicesTable, PeopleTable } from "../database.ts";
import { type Building, type Run, type Statement, statement } from "../statement.ts";
import { addToCount, readCount } from "./counts.ts";
import { startOf } from "./paging.ts";
import { toPerson } from "./person-row.ts";

type DeviceRef = { accountId: AccountId; serialNumber: SerialNumber };
type Assigning = DeviceRef & { assignment: Assignment | undefined };
type Listing = { accountId: AccountId; page: PageRequest };
type Status = Parameters<Devices["list"]>[1]["status"];

const assigned = <Input>(
  { given }: Building<Input>,
  read: (input: Input) => Assignment | undefined,
) => ({
  is_assigned: given((input) => read(input) !== undefined),
  person_id: given((input) => read(input)?.personId),
  enabled_at: given((input) => read(input)?.enabledAt),
  last_used_at: given((input) => read(input)?.lastUsedAt),
  drift: given((input) => read(input)?.drift),
  late_streak: given((input) => read(input)?.lateStreak),
  floor_step: given((input) => read(input)?.floor),
  unsettled_offset: given((input) => read(input)?.unsettled?.offset),
  unsettled_from_step: given((input) => read(input)?.unsettled?.fromStep),
  unsettled_until: given((input) => read(input)?.unsettled?.until),
  out_of_sync: given((input) => read(input)?.unsettled?.outOfSync),
});

const insert = statement<DeviceRecord>()((building) => {
  const { db, given } = building;
  return db
    .insertInto("devices")
    .values({
      account_id: given((device) => device.accountId),
      serial_number: given((device) => device.serialNumber),
      name: given((device) => device.name),
      name_key: given((device) => nameKey(device.name)),
      path: given((device) => device.path),
      kind: given((device) => device.kind),
      sealed_seed: given((device) => device.sealedSeed),
      seed_fingerprint: given((device) => device.seedFingerprint),
      created_at: given((device) => device.createdAt),
      ...assigned(building, (device) => device.assignment),
    })
    .onConflict((conflict) => conflict.doNothing());
});

const find = statement<{ accountId: AccountId; serialNumber: string }>()(({ db, given }) =>
  db
    .selectFrom("devices")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given((device) => device.accountId),
        serial_number: given((device) => device.serialNumber as SerialNumber),
      }),
    ),
);

const findName = statement<{ accountId: AccountId; path: string; name: string }>()(
  ({ db, given }) =>
    db
      .selectFrom("devices")
      .select("serial_number")
      .where(({ and }) =>
        and({
          account_id: given((device) => device.accountId),
          path: given((device) => device.path),
          name_key: given((device) => nameKey(device.name)),
        }),
      ),
);

const listOf = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("devices")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .orderBy("enabled_at")
    .orderBy("serial_number"),
);

/** The owner's columns have names of their own: both tables have a name, a path and an age. */
const listing = ({ db, given }: Building<Listing>) =>
  db
    .selectFrom("devices")
    .leftJoin("people", (join) =>
      join
        .onRef("people.account_id", "=", "devices.account_id")
        .onRef("people.person_id", "=", "devices.person_id"),
    )
    .selectAll("devices")
    .select([
      "people.kind as owner_kind",
      "people.name as owner_name",
      "people.path as owner_path",
      "people.created_at as owner_created_at",
      "people.password_last_used_at as owner_password_last_used_at",
      "people.last_active_at as owner_last_active_at",
      "people.epoch as owner_epoch",
    ])
    .where(({ and }) => and({ "devices.account_id": given((query) => query.accountId) }))
    .where(
      "devices.serial_number",
      ">",
      given((query) => startOf(query.page) as SerialNumber),
    )
    .orderBy("devices.serial_number")
    .limit(given((query) => query.page.limit));

const listAny = statement<Listing>()(listing);
const listAssigned = statement<Listing>()((building) =>
  listing(building).where("devices.is_assigned", "=", 1),
);
const listUnassigned = statement<Listing>()((building) =>
  listing(building).where("devices.is_assigned", "=", 0),
);

const listings = {
  Any: listAny,
  Assigned: listAssigned,
  Unassigned: listUnassigned,
} as const satisfies Record<Status, Statement<Listing, unknown>>;

/** Whose a device is, before that changes. */
const ownerOf = statement<DeviceRef>()(({ db, given }) =>
  db
    .selectFrom("devices")
    .select("person_id")
    .where(({ and }) =>
      and({
        account_id: given((device) => device.accountId),
        serial_number: given((device) => device.serialNumber),
      }),
    ),
);

/** Whether a person is a user (root is counted nowhere), and how many devices it has. */
const equipment = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("people")
    .select(({ selectFrom }) => [
      "kind",
      selectFrom("devices")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .whereRef("devices.account_id", "=", "people.account_id")
        .whereRef("devices.person_id", "=", "people.person_id")
        .as("devices"),
    ])
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const assign = statement<Assigning>()((building) =>
  building.db
    .updateTable("devices")
    .set(assigned(building, (change) => change.assignment))
    .where(
      "account_id",
      "=",
      building.given((change) => change.accountId),
    )
    .where(
      "serial_number",
      "=",
      building.given((change) => change.serialNumber),
    )
    .where("person_id", "is", null),
);

const remember = statement<Assigning>()((building) =>
  building.db
    .updateTable("devices")
    .set(assigned(building, (change) => change.assignment))
    .where(
      "account_id",
      "=",
      building.given((change) => change.accountId),
    )
    .where(
      "serial_number",
      "=",
      building.given((change) => change.serialNumber),
    )
    .where(
      "person_id",
      "=",
      building.given((change) => change.assignment?.personId),
    ),
);

const unassign = statement<Assigning>()((building) =>
  building.db
    .updateTable("devices")
    .set(assigned(building, (change) => change.assignment))
    .where(
      "account_id",
      "=",
      building.given((change) => change.accountId),
    )
    .where(
      "serial_number",
      "=",
      building.given((change) => change.serialNumber),
    ),
);

const remove = statement<DeviceRef>()(({ db, given }) =>
  db
    .deleteFrom("devices")
    .where(({ and }) =>
      and({
        account_id: given((device) => device.accountId),
        serial_number: given((device) => device.serialNumber),
      }),
    )
    .returning("person_id"),
);

function toUnsettled(row: DevicesTable): Unsettled | undefined {
  if (row.unsettled_until === null) return undefined;
  return {
    offset: row.unsettled_offset ?? 0,
    fromStep: row.unsettled_from_step ?? 0,
    until: row.unsettled_until,
    outOfSync: row.out_of_sync === 1,
  };
}

function toAssignment(row: DevicesTable): Assignment | undefined {
  if (row.person_id === null || row.enabled_at === null) return undefined;
  return {
    personId: row.person_id,
    enabledAt: row.enabled_at,
    lastUsedAt: row.last_used_at ?? undefined,
    drift: row.drift ?? 0,
    lateStreak: row.late_streak ?? 0,
    floor: row.floor_step ?? 0,
    unsettled: toUnsettled(row),
  };
}

function toDevice(row: DevicesTable): DeviceRecord {
  return {
    accountId: row.account_id,
    serialNumber: row.serial_number,
    name: row.name,
    path: row.path,
    kind: row.kind,
    sealedSeed: row.sealed_seed,
    seedFingerprint: row.seed_fingerprint,
    createdAt: row.created_at,
    assignment: toAssignment(row),
  };
}

type Owner = {
  [Column in Exclude<
    keyof PeopleTable,
    "account_id" | "person_id" | "name_key"
  > as `owner_${Column}`]: PeopleTable[Column] | null;
};

function toOwner(row: DevicesTable & Owner) {
  const { person_id, owner_kind, owner_name, owner_path, owner_created_at, owner_epoch } = row;
  if (person_id === null || owner_kind === null || owner_created_at === null) return undefined;
  return toPerson({
    account_id: row.account_id,
    person_id,
    kind: owner_kind,
    name: owner_name ?? "",
    name_key: nameKey(owner_name ?? ""),
    path: owner_path ?? "/",
    created_at: owner_created_at,
    password_last_used_at: row.owner_password_last_used_at,
    last_active_at: row.owner_last_active_at,
    epoch: owner_epoch ?? 0,
  });
}

/** Counts a device that was assigned (`by` 1) or taken away (-1), and its owner where that made the difference. */
async function countAssigned(run: Run, { accountId, personId }: PersonRef, by: 1 | -1) {
  await addToCount(run, { accountId, kind: "assigned" }, by);
  const owner = await run.first(equipment, { accountId, personId });
  const turned = owner?.devices === (by === 1 ? 1 : 0);
  if (owner?.kind === "user" && turned) await addToCount(run, { accountId, kind: "equipped" }, by);
}

export function devices(run: Run): Devices {
  const release = async (accountId: AccountId, personId: PersonId | null | undefined) => {
    if (personId) await countAssigned(run, { accountId, personId }, -1);
  };
  return {
    async insert(device) {
      if ((await run.change(insert, device)) === 0) return false;
      const { accountId, assignment } = device;
      await addToCount(run, { accountId, kind: "devices" }, 1);
      if (assignment) await countAssigned(run, { accountId, personId: assignment.personId }, 1);
      return true;
    },
    async find(accountId, serialNumber) {
      const row = await run.first(find, { accountId, serialNumber });
      return row && toDevice(row);
    },
    isNameTaken: async (accountId, { path, name }) =>
      (await run.first(findName, { accountId, path, name })) !== undefined,
    listOf: async (ref) => (await run.all(listOf, ref)).map(toDevice),
    async list(accountId, { status }, page) {
      const rows = await run.all(listings[status], { accountId, page });
      return rows.map((row) => ({ device: toDevice(row), owner: toOwner(row) }));
    },
    async count(accountId) {
      return {
        all: await readCount(run, { accountId, kind: "devices" }),
        assigned: await readCount(run, { accountId, kind: "assigned" }),
      };
    },
    async assign(accountId, serialNumber, assignment) {
      if ((await run.change(assign, { accountId, serialNumber, assignment })) === 0) return false;
      await countAssigned(run, { accountId, personId: assignment.personId }, 1);
      return true;
    },
    async remember(accountId, serialNumber, assignment) {
      return (await run.change(remember, { accountId, serialNumber, assignment })) === 1;
    },
    async unassign(accountId, serialNumber) {
      const owner = await run.first(ownerOf, { accountId, serialNumber });
      await run.change(unassign, { accountId, serialNumber, assignment: undefined });
      await release(accountId, owner?.person_id);
    },
    async delete(accountId, serialNumber) {
      const removed = await run.first(remove, { accountId, serialNumber });
      if (removed === undefined) return;
      await addToCount(run, { accountId, kind: "devices" }, -1);
      await release(accountId, removed.person_id);
    },
  };
}
