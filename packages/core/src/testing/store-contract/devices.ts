import assert from "node:assert/strict";
import { test } from "node:test";
import { countTrue, everyPage, race, type Stores } from "./context.ts";
import {
  at,
  newAccountId,
  newAssignment,
  newDevice,
  newPerson,
  newRoot,
  refOf,
} from "./samples.ts";

export function describeDevices(stores: Stores): void {
  const insertDevice = async (change?: Parameters<typeof newDevice>[1]) => {
    const device = newDevice(newAccountId(), change);
    assert.equal(await stores.one.transact((tx) => tx.devices.insert(device)), true);
    return device;
  };
  const find = ({ accountId, serialNumber }: ReturnType<typeof newDevice>) =>
    stores.one.read((tx) => tx.devices.find(accountId, serialNumber));

  test("a device is found by its serial number, as it was given, and only in its account", async () => {
    const person = newPerson(newAccountId());
    const assignments = [
      undefined,
      newAssignment(person.personId),
      newAssignment(person.personId, {
        lastUsedAt: at(5),
        drift: -2,
        lateStreak: 2,
        unsettled: { offset: -40, fromStep: 123, until: at(99), outOfSync: true },
      }),
      newAssignment(person.personId, {
        unsettled: { offset: 0, fromStep: 0, until: at(99), outOfSync: false },
      }),
    ];
    for (const assignment of assignments) {
      const device = await insertDevice({ assignment, path: "/x/" });
      assert.deepEqual(await find(device), device);
      assert.equal(await find({ ...device, accountId: newAccountId() }), undefined);
    }
  });

  test("a serial number, and a name at a path whatever its case, are taken once", async () => {
    const device = await insertDevice({ name: "Phone", path: "/x/" });
    const { accountId, serialNumber } = device;
    const answers = await stores.one.transact(async ({ devices }) => [
      await devices.insert(newDevice(accountId, { serialNumber })),
      await devices.insert(newDevice(accountId, { name: "pHONE", path: "/x/" })),
      await devices.insert(newDevice(accountId, { name: "Phone", path: "/y/" })),
      await devices.insert(newDevice(newAccountId(), { name: "Phone", path: "/x/" })),
    ]);
    assert.deepEqual(answers, [false, false, true, true]);
  });

  test("a name at a path is known to be taken, whatever its case, and only there", async () => {
    const { accountId } = await insertDevice({ name: "Phone", path: "/x/" });
    const isTaken = (path: string, name: string, account = accountId) =>
      stores.one.read((tx) => tx.devices.isNameTaken(account, { path, name }));
    assert.equal(await isTaken("/x/", "pHONE"), true);
    assert.equal(await isTaken("/", "Phone"), false);
    assert.equal(await isTaken("/x/", "Phone-2"), false);
    assert.equal(await isTaken("/x/", "Phone", newAccountId()), false);
  });

  test("a person's devices are listed, the one enabled first at the top", async () => {
    const person = newPerson(newAccountId());
    const devices = [30, 10, 20].map((age) =>
      newDevice(person.accountId, {
        assignment: newAssignment(person.personId, { enabledAt: at(age) }),
      }),
    );
    const others = [
      newDevice(person.accountId),
      newDevice(person.accountId, {
        assignment: newAssignment(newPerson(person.accountId).personId),
      }),
    ];
    await stores.one.transact(async (tx) => {
      for (const device of [...devices, ...others]) await tx.devices.insert(device);
    });
    const listed = await stores.one.read((tx) => tx.devices.listOf(refOf(person)));
    assert.deepEqual(listed, [devices[1], devices[2], devices[0]]);
  });

  test("devices are listed by serial number with their owners, by status, page by page", async () => {
    const accountId = newAccountId();
    const [root, user] = [newRoot(accountId), newPerson(accountId, { lastActiveAt: at(3) })];
    const owned = (name: string, personId: typeof user.personId) =>
      newDevice(accountId, { name, assignment: newAssignment(personId) });
    const devices = [
      owned("d", user.personId),
      newDevice(accountId, { name: "c" }),
      owned("B", root.personId),
      newDevice(accountId, { name: "a" }),
    ];
    await stores.one.transact(async (tx) => {
      for (const person of [root, user]) await tx.people.insert(person);
      for (const device of devices) await tx.devices.insert(device);
    });
    const list = async (status: "Assigned" | "Unassigned" | "Any") =>
      (
        await everyPage(
          stores,
          (tx, after) => tx.devices.list(accountId, { status }, { after, limit: 1 }),
          ({ device }) => device.serialNumber,
        )
      ).map(({ device, owner }) => [device.name, owner]);
    assert.deepEqual(await list("Any"), [
      ["B", root],
      ["a", undefined],
      ["c", undefined],
      ["d", user],
    ]);
    assert.deepEqual(await list("Assigned"), [
      ["B", root],
      ["d", user],
    ]);
    assert.deepEqual(await list("Unassigned"), [
      ["a", undefined],
      ["c", undefined],
    ]);
    const counts = await stores.one.read((tx) => tx.devices.count(accountId));
    assert.deepEqual(counts, { all: 4, assigned: 2 });
  });

  test("of many who assign one device at once, one gets it", async () => {
    const device = await insertDevice();
    const { accountId, serialNumber } = device;
    const answers = await race(stores, 16, (store) =>
      store.transact((tx) =>
        tx.devices.assign(accountId, serialNumber, newAssignment(newPerson(accountId).personId)),
      ),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("what an assigned device remembers is replaced, only for its person", async () => {
    const person = newPerson(newAccountId());
    const device = newDevice(person.accountId);
    const { accountId, serialNumber } = device;
    const first = newAssignment(person.personId, {
      unsettled: { offset: 9, fromStep: 8, until: at(7), outOfSync: true },
    });
    const next = {
      ...first,
      drift: 1,
      floor: first.floor + 3,
      lastUsedAt: at(8),
      unsettled: undefined,
    };
    const strangers = newAssignment(newPerson(accountId).personId);
    const answers = await stores.one.transact(async ({ devices }) => [
      await devices.insert(device),
      await devices.remember(accountId, serialNumber, first),
      await devices.assign(accountId, serialNumber, first),
      await devices.remember(accountId, serialNumber, strangers),
      await devices.remember(accountId, serialNumber, next),
      await devices.assign(accountId, serialNumber, strangers),
    ]);
    assert.deepEqual(answers, [true, false, true, false, true, false]);
    assert.deepEqual(await find(device), { ...device, assignment: next });
  });

  test("an unassigned device forgets, and can be assigned again", async () => {
    const person = newPerson(newAccountId());
    const device = newDevice(person.accountId, {
      assignment: newAssignment(person.personId, { lastUsedAt: at(2) }),
    });
    const { accountId, serialNumber } = device;
    await stores.one.transact(async ({ devices }) => {
      await devices.insert(device);
      await devices.unassign(accountId, serialNumber);
    });
    assert.deepEqual(await find(device), { ...device, assignment: undefined });
    const again = newAssignment(person.personId);
    const answer = await stores.one.transact((tx) =>
      tx.devices.assign(accountId, serialNumber, again),
    );
    assert.equal(answer, true);
  });

  test("a deleted device is gone", async () => {
    const device = await insertDevice();
    await stores.one.transact((tx) => tx.devices.delete(device.accountId, device.serialNumber));
    assert.equal(await find(device), undefined);
  });
}
