import assert from "node:assert/strict";
import { test } from "node:test";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newBytes, newEnrolment, newRef } from "./samples.ts";

export function describeEnrolments(stores: Stores): void {
  const put = async (change?: Parameters<typeof newEnrolment>[1], ref = newRef()) => {
    const enrolment = newEnrolment(ref, change);
    await stores.one.transact((tx) => tx.enrolments.put(enrolment));
    return enrolment;
  };
  const find = (boundTo: Uint8Array) => stores.one.read((tx) => tx.enrolments.find(boundTo));

  test("an enrolment is found by what it is bound to; another of that session replaces it", async () => {
    const first = await put({ attempts: 3 });
    assert.deepEqual(await find(first.boundTo), first);
    const second = await put({ boundTo: first.boundTo });
    assert.deepEqual(await find(first.boundTo), second);
    assert.equal(await find(newBytes()), undefined);
  });

  test("of many attempts at once no more than the limit are charged", async () => {
    const { boundTo } = await put();
    const answers = await race(stores, 50, (store) =>
      store.atomically((tx) => tx.enrolments.chargeAttempt(boundTo, 10)),
    );
    assert.equal(countTrue(answers), 10);
    assert.equal((await find(boundTo))?.attempts, 10);
    const unknown = await stores.one.atomically((tx) => tx.enrolments.chargeAttempt(newBytes(), 9));
    assert.equal(unknown, false);
  });

  test("an enrolment follows its session to a new id", async () => {
    const enrolment = await put();
    const to = newBytes();
    await stores.one.transact((tx) => tx.enrolments.rebind(enrolment.boundTo, to));
    assert.deepEqual(await find(to), { ...enrolment, boundTo: to });
    assert.equal(await find(enrolment.boundTo), undefined);
  });

  test("of many that finish at once, one wins", async () => {
    const { boundTo } = await put();
    const answers = await race(stores, 16, (store) =>
      store.transact((tx) => tx.enrolments.delete(boundTo)),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("a person's enrolments can be removed, wherever they began", async () => {
    const ref = newRef();
    const [one, two, other] = [await put({}, ref), await put({}, ref), await put()];
    await stores.one.transact((tx) => tx.enrolments.deleteFor(ref));
    assert.equal(await find(one.boundTo), undefined);
    assert.equal(await find(two.boundTo), undefined);
    assert.deepEqual(await find(other.boundTo), other);
  });

  test("sweeping forgets what expired before, and says how many", async () => {
    const [old, young] = [await put({ expiresAt: at(-9) }), await put({ expiresAt: at(-8) })];
    assert.equal(await stores.one.transact((tx) => tx.enrolments.sweep(at(-8))), 1);
    assert.equal(await find(old.boundTo), undefined);
    assert.deepEqual(await find(young.boundTo), young);
  });
}
