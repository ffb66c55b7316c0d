import assert from "node:assert/strict";
import { test } from "node:test";
import { nameKey } from "../../names.ts";
import type { UserSummaryRecord } from "../../records.ts";
import { everyPage, type Stores } from "./context.ts";
import {
  at,
  newAccessKey,
  newAccountId,
  newAssignment,
  newDevice,
  newGroup,
  newPerson,
  newProfile,
  newRoot,
  refOf,
} from "./samples.ts";

const names = (rows: readonly UserSummaryRecord[]) => rows.map(({ person }) => person.name);

const byNameKey = ({ person }: UserSummaryRecord) => nameKey(person.name);
const byAgeKey = ({ person }: UserSummaryRecord) =>
  `${String(person.createdAt).padStart(15, "0")}/${nameKey(person.name)}`;

export function describeUserSummaries(stores: Stores): void {
  const all = { namePrefix: "", sortBy: "userName", descending: false } as const;

  /** Ages run against the alphabet, and two users share one. */
  const insertFive = async () => {
    const accountId = newAccountId();
    const ages = { Anna: 40, bert: 30, Cleo: 20, dora: 20, Emil: 10 };
    await stores.one.transact(async (tx) => {
      await tx.people.insert(newRoot(accountId));
      for (const [name, age] of Object.entries(ages)) {
        await tx.people.insert(newPerson(accountId, { name, createdAt: at(age) }));
      }
    });
    return accountId;
  };

  test("a summary holds everything that the table shows, of this user alone", async () => {
    const accountId = newAccountId();
    const [full, bare] = [newPerson(accountId, { name: "a" }), newPerson(accountId, { name: "b" })];
    const [ops, admins] = [
      newGroup(accountId, { name: "ops" }),
      newGroup(accountId, { name: "Admins" }),
    ];
    await stores.one.transact(async (tx) => {
      for (const person of [full, bare]) await tx.people.insert(person);
      for (const group of [ops, admins]) {
        await tx.groups.insert(group);
        await tx.groups.addMember(accountId, group.groupId, full.personId);
      }
      await tx.loginProfiles.insert(newProfile(refOf(full), { changedAt: at(50) }));
      for (const order of [1, 2]) {
        const assignment = newAssignment(full.personId, { enabledAt: at(order) });
        await tx.devices.insert(newDevice(accountId, { assignment }));
      }
      await tx.devices.insert(newDevice(accountId));
      await tx.accessKeys.insert(
        newAccessKey(refOf(full), { status: "Inactive", createdAt: at(60) }),
      );
      await tx.accessKeys.insert(newAccessKey(refOf(full), { createdAt: at(61) }));
    });
    const page = { after: undefined, limit: 10 };
    const rows = await stores.one.read((tx) => tx.people.listSummaries(accountId, all, page));
    assert.deepEqual(rows, [
      {
        person: full,
        groups: ["Admins", "ops"],
        deviceKinds: ["virtual", "virtual"],
        passwordChangedAt: at(50),
        oldestActiveKeyAt: at(61),
      },
      {
        person: bare,
        groups: [],
        deviceKinds: [],
        passwordChangedAt: undefined,
        oldestActiveKeyAt: undefined,
      },
    ]);
  });

  const orders = [
    { sortBy: "userName", descending: false, expected: ["Anna", "bert", "Cleo", "dora", "Emil"] },
    { sortBy: "userName", descending: true, expected: ["Emil", "dora", "Cleo", "bert", "Anna"] },
    { sortBy: "createDate", descending: false, expected: ["Emil", "Cleo", "dora", "bert", "Anna"] },
    { sortBy: "createDate", descending: true, expected: ["Anna", "bert", "dora", "Cleo", "Emil"] },
  ] as const;
  for (const { sortBy, descending, expected } of orders) {
    test(`sorted by ${sortBy}${descending ? ", descending" : ""}, page by page, without root`, async () => {
      const accountId = await insertFive();
      const rows = await everyPage(
        stores,
        (tx, after) =>
          tx.people.listSummaries(
            accountId,
            { namePrefix: "", sortBy, descending },
            { after, limit: 2 },
          ),
        sortBy === "userName" ? byNameKey : byAgeKey,
      );
      assert.deepEqual(names(rows), expected);
    });
  }

  test("a name prefix matches whatever its case, and literally", async () => {
    const accountId = newAccountId();
    await stores.one.transact(async (tx) => {
      for (const name of ["ab", "ABC", "a_b", "a%b", "a.c", "b"]) {
        await tx.people.insert(newPerson(accountId, { name }));
      }
    });
    const found = async (namePrefix: string, sortBy: "userName" | "createDate" = "userName") =>
      names(
        await stores.one.read((tx) =>
          tx.people.listSummaries(
            accountId,
            { namePrefix, sortBy, descending: false },
            { after: undefined, limit: 10 },
          ),
        ),
      );
    assert.deepEqual(await found("A"), ["a%b", "a.c", "a_b", "ab", "ABC"]);
    assert.deepEqual(await found("a", "createDate"), ["ab", "ABC", "a_b", "a%b", "a.c"]);
    assert.deepEqual(await found("aB"), ["ab", "ABC"]);
    for (const [prefix, expected] of [
      ["a_", ["a_b"]],
      ["a%", ["a%b"]],
      ["a.", ["a.c"]],
      ["%", []],
      ["_", []],
      ["a\\", []],
      ["'", []],
    ] as const) {
      assert.deepEqual(await found(prefix), expected, prefix);
      assert.deepEqual(await found(prefix, "createDate"), expected, prefix);
    }
  });

  test("a prefix goes on over its pages, in both directions", async () => {
    const accountId = newAccountId();
    await stores.one.transact(async (tx) => {
      for (const name of ["ka", "kb", "kc", "kd", "ke", "l", "j"]) {
        await tx.people.insert(newPerson(accountId, { name }));
      }
    });
    for (const descending of [false, true]) {
      const rows = await everyPage(
        stores,
        (tx, after) =>
          tx.people.listSummaries(
            accountId,
            { namePrefix: "K", sortBy: "userName", descending },
            { after, limit: 2 },
          ),
        byNameKey,
      );
      const expected = ["ka", "kb", "kc", "kd", "ke"];
      assert.deepEqual(names(rows), descending ? expected.toReversed() : expected);
    }
  });

  test("pages by age go on where they were, whatever is made and deleted meanwhile", async () => {
    const accountId = await insertFive();
    const rows = await everyPage(
      stores,
      (tx, after) =>
        tx.people.listSummaries(
          accountId,
          { namePrefix: "", sortBy: "createDate", descending: false },
          { after, limit: 1 },
        ),
      byAgeKey,
      () =>
        stores.one.transact(async ({ people }) => {
          await people.insert(newPerson(accountId, { name: "Older", createdAt: at(5) }));
          const cleo = await people.findUser(accountId, "Cleo");
          if (cleo) await people.delete(cleo);
        }),
    );
    assert.deepEqual(names(rows), ["Emil", "dora", "bert", "Anna"]);
  });
}
