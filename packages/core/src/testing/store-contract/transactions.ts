import assert from "node:assert/strict";
import { test } from "node:test";
import { later } from "../../instant.ts";
import type { Store, Tx } from "../../store.ts";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newAccountId, newBytes, newGroup, newPerson, newProfile, refOf } from "./samples.ts";

class OnPurpose extends Error {}

export function describeTransactions(stores: Stores): void {
  test("what a transaction answered is there for every reader", async () => {
    const person = newPerson(newAccountId());
    const answer = await stores.one.transact(async (tx) => {
      await tx.people.insert(person);
      return "done";
    });
    assert.equal(answer, "done");
    for (const store of stores.all) {
      assert.deepEqual(await store.read((tx) => tx.people.find(person)), person);
    }
  });

  test("a transaction that throws leaves nothing behind, and throws the same", async () => {
    const person = newPerson(newAccountId());
    const work = stores.one.transact(async (tx) => {
      await tx.people.insert(person);
      await tx.groups.insert(newGroup(person.accountId));
      throw new OnPurpose();
    });
    await assert.rejects(work, OnPurpose);
    const left = await stores.one.read(async (tx) => [
      await tx.people.countUsers(person.accountId),
      await tx.groups.count(person.accountId),
    ]);
    assert.deepEqual(left, [0, 0]);
  });

  test("a failing transaction among many undoes only itself", async () => {
    const accountId = newAccountId();
    const results = await race(stores, 64, (store, index) =>
      insertOrThrow(store, accountId, index),
    );
    assert.equal(countTrue(results), 48);
    assert.equal(await stores.one.read((tx) => tx.people.countUsers(accountId)), 48);
  });

  test("what is decided is seen by everybody who decides after it, and kept for every reader", async () => {
    const accountId = newAccountId();
    const decided = await race(stores, 64, async (store, index) => {
      const person = { ...newPerson(accountId), name: `user-${index % 8}` };
      const { value, kept } = await store.decide((tx) => tx.people.insert(person));
      const seen = await store.transact((tx) => tx.people.findUser(accountId, person.name));
      assert.equal(seen?.personId === person.personId, value);
      await kept;
      const read = await store.read((tx) => tx.people.findUser(accountId, person.name));
      assert.deepEqual(read, seen);
      return value;
    });
    assert.equal(countTrue(decided), 8);
  });

  test("what is decided stays, whatever becomes of the transaction after it", async () => {
    const person = newPerson(newAccountId());
    const { kept } = await stores.one.decide((tx) => tx.people.insert(person));
    const work = stores.one.transact(async (tx) => {
      await tx.people.delete(person);
      throw new OnPurpose();
    });
    await assert.rejects(work, OnPurpose);
    await kept;
    assert.deepEqual(await stores.one.read((tx) => tx.people.find(person)), person);
  });

  test("a refused row does not spoil its transaction", async () => {
    const person = newPerson(newAccountId());
    const group = newGroup(person.accountId);
    const answers = await stores.one.transact(async (tx) => [
      await tx.people.insert(person),
      await tx.people.insert(person),
      await tx.groups.insert(group),
    ]);
    assert.deepEqual(answers, [true, false, true]);
    assert.deepEqual(
      await stores.one.read((tx) => tx.groups.find(person.accountId, group.name)),
      group,
    );
  });

  test("a transaction sees what it wrote itself", async () => {
    const person = newPerson(newAccountId());
    const found = await stores.one.transact(async (tx) => {
      await tx.people.insert(person);
      return tx.people.find(person);
    });
    assert.deepEqual(found, person);
  });

  test("nobody reads what is not committed", async () => {
    const accountId = newAccountId();
    const seen: Promise<number>[] = [];
    const look = () => {
      for (const store of stores.all) {
        seen.push(store.read((tx) => tx.people.countUsers(accountId)));
      }
    };
    await assert.rejects(
      stores.one.transact(async (tx) => {
        await tx.people.insert(newPerson(accountId));
        look();
        await tx.people.insert(newPerson(accountId));
        look();
        throw new OnPurpose();
      }),
      OnPurpose,
    );
    assert.deepEqual(new Set(await Promise.all(seen)), new Set([0]));
  });

  test("a transaction is seen whole or not at all", async () => {
    const accountId = newAccountId();
    const seen: Promise<number>[] = [];
    await stores.one.transact(async (tx) => {
      for (let count = 0; count < 4; count += 1) {
        await tx.people.insert(newPerson(accountId));
        seen.push(...stores.all.map((store) => store.read((t) => t.people.countUsers(accountId))));
      }
    });
    for (const count of await Promise.all(seen)) assert.ok(count === 0 || count === 4, `${count}`);
  });

  test("a read that begins after an answer sees what was answered", async () => {
    const accountId = newAccountId();
    for (let count = 1; count <= 40; count += 1) {
      await stores.one.transact((tx) => tx.people.insert(newPerson(accountId)));
      const seen = await Promise.all(
        stores.all.map((store) => store.read((tx) => tx.people.countUsers(accountId))),
      );
      assert.deepEqual(
        seen,
        stores.all.map(() => count),
      );
    }
  });

  test("everything in a read is of one moment", async () => {
    const accountId = newAccountId();
    const writes: Promise<unknown>[] = [];
    const counts = await stores.one.read(async (tx) => {
      const seen = [await tx.people.countUsers(accountId)];
      for (let count = 0; count < 40; count += 1) {
        const write = (writer: Tx) => writer.people.insert(newPerson(accountId));
        writes.push(...stores.all.map((store) => store.transact(write)));
        seen.push(await tx.people.countUsers(accountId));
      }
      return seen;
    });
    await Promise.all(writes);
    assert.deepEqual(new Set(counts), new Set([0]));
  });

  test("a read cannot write", async () => {
    const person = newPerson(newAccountId());
    const work = stores.one.read((tx) => tx.people.insert(person));
    await assert.rejects(work, { name: "StoreMisuse" });
    assert.equal(await stores.one.read((tx) => tx.people.find(person)), undefined);
  });

  test("a transaction cannot be used after it ended", async () => {
    const person = newPerson(newAccountId());
    const leaked = await stores.one.transact(async (tx) => ({ tx }));
    await assert.rejects(async () => leaked.tx.people.insert(person), { name: "StoreMisuse" });
    assert.equal(await stores.one.read((tx) => tx.people.find(person)), undefined);
  });

  test("transactions are serializable: of those that saw an empty list, one fills it", async () => {
    const accountId = newAccountId();
    const answers = await race(stores, 16, (store) =>
      store.transact(async (tx) => {
        if ((await tx.groups.count(accountId)) > 0) return false;
        return tx.groups.insert(newGroup(accountId));
      }),
    );
    assert.equal(countTrue(answers), 1);
    assert.equal(await stores.one.read((tx) => tx.groups.count(accountId)), 1);
  });

  test("no update is lost between transactions that read before they write", async () => {
    const ref = refOf(newPerson(newAccountId()));
    await stores.one.transact((tx) => tx.loginProfiles.insert(newProfile(ref)));
    await race(stores, 12, (store) =>
      store.transact(async (tx) => {
        const profile = await tx.loginProfiles.find(ref);
        assert.ok(profile);
        await tx.loginProfiles.update({ ...profile, changedAt: later(profile.changedAt, 1) });
      }),
    );
    const profile = await stores.one.read((tx) => tx.loginProfiles.find(ref));
    assert.equal(profile?.changedAt, at(14));
  });

  test("a conditional statement stands, whatever its work does afterwards", async () => {
    const [accountId, seed] = [newAccountId(), newBytes()];
    await assert.rejects(
      stores.one.atomically(async (tx) => {
        await tx.spentSteps.spend(accountId, seed, 7, at());
        throw new OnPurpose();
      }),
      OnPurpose,
    );
    assert.equal(await stores.one.read((tx) => tx.spentSteps.isSpent(accountId, seed, 7)), true);
  });
}

async function insertOrThrow(
  store: Store,
  accountId: ReturnType<typeof newAccountId>,
  index: number,
): Promise<boolean> {
  try {
    return await store.transact(async (tx) => {
      const inserted = await tx.people.insert(newPerson(accountId));
      if (index % 4 === 0) throw new OnPurpose();
      return inserted;
    });
  } catch (error) {
    assert.ok(error instanceof OnPurpose, String(error));
    return false;
  }
}
