import assert from "node:assert/strict";
import { test } from "node:test";
import { nameKey } from "../../names.ts";
import type { CredentialFacts } from "../../records.ts";
import type { CredentialConcern } from "../../store.ts";
import { everyPage, type Stores } from "./context.ts";
import {
  at,
  newAccessKey,
  newAccountId,
  newAssignment,
  newDevice,
  newPerson,
  newProfile,
  newRoot,
  refOf,
} from "./samples.ts";

const names = (rows: readonly CredentialFacts[]) => rows.map(({ person }) => person.name);
const keyOf = ({ person }: CredentialFacts) => nameKey(person.name);

export function describeUserCredentials(stores: Stores): void {
  test("everything that a report tells of a user, and nothing of another", async () => {
    const accountId = newAccountId();
    const [full, bare] = [newPerson(accountId, { name: "a" }), newPerson(accountId, { name: "b" })];
    const used = { at: at(9), service: "sts", region: "us-east-1" };
    await stores.one.transact(async (tx) => {
      await tx.people.insert(newRoot(accountId));
      for (const person of [full, bare]) await tx.people.insert(person);
      await tx.loginProfiles.insert(newProfile(refOf(full), { changedAt: at(50) }));
      for (const order of [2, 1]) {
        const enabled = { enabledAt: at(order), lastUsedAt: at(order + 10) };
        const assignment = newAssignment(full.personId, enabled);
        await tx.devices.insert(newDevice(accountId, { assignment }));
      }
      await tx.devices.insert(newDevice(accountId));
      const key = { createdAt: at(2), lastUsed: used, status: "Inactive" } as const;
      await tx.accessKeys.insert(newAccessKey(refOf(full), key));
      await tx.accessKeys.insert(newAccessKey(refOf(full), { createdAt: at(1) }));
    });
    const { people, examinedTo } = await stores.one.read((tx) =>
      tx.people.listCredentials(
        accountId,
        { namePrefix: "", examine: 10 },
        { after: undefined, limit: 10 },
      ),
    );
    assert.equal(examinedTo, undefined);
    assert.deepEqual(people, [
      {
        person: full,
        passwordChangedAt: at(50),
        devices: [
          { kind: "virtual", enabledAt: at(1), lastUsedAt: at(11) },
          { kind: "virtual", enabledAt: at(2), lastUsedAt: at(12) },
        ],
        keys: [
          { status: "Active", createdAt: at(1), lastUsed: undefined },
          { status: "Inactive", createdAt: at(2), lastUsed: used },
        ],
      },
      { person: bare, passwordChangedAt: undefined, devices: [], keys: [] },
    ]);
  });

  test("pages go by name, whatever its case, and a prefix is literal", async () => {
    const accountId = newAccountId();
    await stores.one.transact(async (tx) => {
      await tx.people.insert(newRoot(accountId));
      for (const name of ["Cleo", "anna", "Bert", "a_b", "axb"]) {
        await tx.people.insert(newPerson(accountId, { name }));
      }
    });
    const list = (namePrefix: string) =>
      everyPage(
        stores,
        async (tx, after) => {
          const query = { namePrefix, examine: 1 };
          return (await tx.people.listCredentials(accountId, query, { after, limit: 2 })).people;
        },
        keyOf,
      );
    assert.deepEqual(names(await list("")), ["a_b", "anna", "axb", "Bert", "Cleo"]);
    assert.deepEqual(names(await list("A_")), ["a_b"]);
  });

  test("a concern finds those whom it is about", async () => {
    const accountId = newAccountId();
    const make = (name: string, used?: number) =>
      newPerson(accountId, {
        name,
        passwordLastUsedAt: used === undefined ? undefined : at(used),
      });
    const people = [
      make("fresh", 90),
      make("stale", 10),
      make("never"),
      make("changed", 10),
      make("nothing"),
    ];
    await stores.one.transact(async (tx) => {
      for (const person of people) await tx.people.insert(person);
      const [fresh, stale, never, changed] = people;
      for (const person of [fresh, stale, never]) {
        assert.ok(person);
        await tx.loginProfiles.insert(newProfile(refOf(person), { changedAt: at(1) }));
      }
      assert.ok(fresh && stale && changed && never);
      await tx.loginProfiles.insert(newProfile(refOf(changed), { changedAt: at(80) }));
      const assignment = newAssignment(fresh.personId);
      await tx.devices.insert(newDevice(accountId, { assignment }));
      await tx.accessKeys.insert(newAccessKey(refOf(stale), { createdAt: at(1) }));
      await tx.accessKeys.insert(newAccessKey(refOf(fresh), { createdAt: at(60) }));
      const inactive = { createdAt: at(1), status: "Inactive" } as const;
      await tx.accessKeys.insert(newAccessKey(refOf(never), inactive));
    });
    const found = async (kind: CredentialConcern["kind"]) => {
      const query = { namePrefix: "", concern: { kind, before: at(50) }, examine: 100 };
      const page = { after: undefined, limit: 10 };
      return names(
        (await stores.one.read((tx) => tx.people.listCredentials(accountId, query, page))).people,
      );
    };
    assert.deepEqual(await found("noMfa"), ["changed", "never", "nothing", "stale"]);
    assert.deepEqual(await found("oldKey"), ["stale"]);
    assert.deepEqual(await found("unusedPassword"), ["never", "stale"]);
  });

  test("whom a requirement of MFA would shut out: whoever has no device, or an active key", async () => {
    const accountId = newAccountId();
    const elsewhere = newAccountId();
    const make = (name: string) => newPerson(accountId, { name });
    const [bare, equipped, both, keyOnly, oldKey] = [
      make("bare"),
      make("equipped"),
      make("both"),
      make("key-only"),
      make("old-key"),
    ];
    await stores.one.transact(async (tx) => {
      await tx.people.insert(newRoot(accountId));
      for (const person of [bare, equipped, both, keyOnly, oldKey]) await tx.people.insert(person);
      for (const { personId } of [equipped, both, oldKey]) {
        await tx.devices.insert(newDevice(accountId, { assignment: newAssignment(personId) }));
      }
      // Nobody's, and another account's, are no one's here.
      await tx.devices.insert(newDevice(accountId));
      await tx.devices.insert(newDevice(elsewhere, { assignment: newAssignment(bare.personId) }));
      for (const person of [both, keyOnly]) {
        await tx.accessKeys.insert(newAccessKey(refOf(person)));
      }
      await tx.accessKeys.insert(newAccessKey(refOf(oldKey), { status: "Inactive" }));
      await tx.accessKeys.insert(newAccessKey({ ...refOf(equipped), accountId: elsewhere }));
    });
    const query = {
      namePrefix: "",
      concern: { kind: "noMfaOrKey", before: at(0) },
      examine: 100,
    } as const;
    const page = { after: undefined, limit: 10 };
    const { people, examinedTo } = await stores.one.read((tx) =>
      tx.people.listCredentials(accountId, query, page),
    );
    assert.deepEqual(names(people), ["bare", "both", "key-only"]);
    assert.equal(examinedTo, undefined);
    assert.deepEqual(
      people.map(({ devices, keys }) => [devices.length, keys.length]),
      [
        [0, 0],
        [1, 1],
        [0, 1],
      ],
    );
  });

  test("no more users are looked through than asked, and where that ended is told", async () => {
    const accountId = newAccountId();
    await stores.one.transact(async (tx) => {
      for (const name of ["a", "b", "c", "d", "e"]) {
        const person = newPerson(accountId, { name });
        await tx.people.insert(person);
        if (name === "e") continue;
        const assignment = newAssignment(person.personId);
        await tx.devices.insert(newDevice(accountId, { assignment }));
      }
    });
    const query = {
      namePrefix: "",
      concern: { kind: "noMfa", before: at() },
      examine: 2,
    } as const;
    const list = async (after: string | undefined) => {
      const { people, examinedTo } = await stores.one.read((tx) =>
        tx.people.listCredentials(accountId, query, { after, limit: 5 }),
      );
      return [names(people), examinedTo];
    };
    assert.deepEqual(await list(undefined), [[], "b"]);
    assert.deepEqual(await list("b"), [[], "d"]);
    assert.deepEqual(await list("d"), [["e"], undefined]);
  });
}
