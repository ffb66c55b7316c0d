import assert from "node:assert/strict";
import { test } from "node:test";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newBytes, newPending, newRef, newSerial } from "./samples.ts";

export function describePendingSignIns(stores: Stores): void {
  const insert = async (change?: Parameters<typeof newPending>[1], ref = newRef()) => {
    const pending = newPending(ref, change);
    await stores.one.transact((tx) => tx.pendingSignIns.insert(pending));
    return pending;
  };
  const find = (idHash: Uint8Array) => stores.one.read((tx) => tx.pendingSignIns.find(idHash));

  test("a sign-in under way is found by its id, as it was given", async () => {
    const far = {
      step: "enrolment",
      mfaAuthenticatedAt: at(6),
      mfaSerialNumber: newSerial(),
      wrongCodes: 2,
      wrongCost: 6,
      enrolmentCodeGiven: true,
      recovered: true,
    } as const;
    for (const change of [{}, far]) {
      const pending = await insert(change);
      assert.deepEqual(await find(pending.idHash), pending);
    }
    assert.equal(await find(newBytes()), undefined);
  });

  test("of many that move it on at once, one does", async () => {
    const old = await insert();
    const answers = await race(stores, 16, (store) =>
      store.transact((tx) =>
        tx.pendingSignIns.replace(old.idHash, newPending(old, { step: "newPassword" })),
      ),
    );
    assert.equal(countTrue(answers), 1);
    assert.equal(await find(old.idHash), undefined);
  });

  test("the next step takes the place of the one before", async () => {
    const old = await insert();
    const next = newPending(old, { step: "enrolment", recovered: true });
    const answer = await stores.one.transact((tx) => tx.pendingSignIns.replace(old.idHash, next));
    assert.equal(answer, true);
    assert.deepEqual(await find(next.idHash), next);
  });

  test("wrong codes add up, many at once included", async () => {
    const pending = await insert({ wrongCodes: 1, wrongCost: 3 });
    await race(stores, 20, (store) =>
      store.atomically((tx) => tx.pendingSignIns.addWrongCode(pending.idHash, 24)),
    );
    assert.deepEqual(await find(pending.idHash), { ...pending, wrongCodes: 21, wrongCost: 483 });
  });

  test("a confirmed link marks the sign-in that waits, if it still does", async () => {
    const pending = await insert();
    const mark = (idHash: Uint8Array) =>
      stores.one.transact((tx) => tx.pendingSignIns.markRecovered(idHash));
    assert.deepEqual([await mark(pending.idHash), await mark(newBytes())], [true, false]);
    assert.deepEqual(await find(pending.idHash), { ...pending, recovered: true });
  });

  test("of many that end it at once, one does", async () => {
    const { idHash } = await insert();
    const answers = await race(stores, 16, (store) =>
      store.transact((tx) => tx.pendingSignIns.delete(idHash)),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("all of a person's but one can be ended", async () => {
    const ref = newRef();
    const [one, two] = [await insert({}, ref), await insert({}, ref)];
    await stores.one.transact((tx) => tx.pendingSignIns.deleteOf(ref, two.idHash));
    assert.deepEqual([await find(one.idHash), await find(two.idHash)], [undefined, two]);
  });

  test("all of a person's can be ended", async () => {
    const ref = newRef();
    const [one, two, other] = [await insert({}, ref), await insert({}, ref), await insert()];
    await stores.one.transact((tx) => tx.pendingSignIns.deleteOf(ref, undefined));
    assert.deepEqual(
      [await find(one.idHash), await find(two.idHash), await find(other.idHash)],
      [undefined, undefined, other],
    );
  });

  test("sweeping forgets what has expired, and says how many", async () => {
    const [old, young] = [await insert({ expiresAt: at(-9) }), await insert({ expiresAt: at(-8) })];
    assert.equal(await stores.one.transact((tx) => tx.pendingSignIns.sweep(at(-9))), 1);
    assert.equal(await find(old.idHash), undefined);
    assert.deepEqual(await find(young.idHash), young);
  });
}
