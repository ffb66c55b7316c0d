import assert from "node:assert/strict";
import { test } from "node:test";
import { type Instant, later } from "../../instant.ts";
import { race, type Stores } from "./context.ts";
import { at, newRef } from "./samples.ts";

const patience = {
  freeTries: 3,
  firstWait: 1000,
  longestWait: 5000,
  forgetAfter: 86_400_000,
};
const bucket = { capacity: 3, refillEvery: 6000 };

const newKey = () => `password:${newRef().personId}`;

export function describeAttempts(stores: Stores): void {
  const charge = (key: string, now: Instant, change: Partial<typeof patience> = {}) =>
    stores.one.atomically((tx) => tx.attempts.charge(key, { now, ...patience, ...change }));
  const take = (key: string, now: Instant) =>
    stores.one.atomically((tx) => tx.attempts.take(key, { now, ...bucket }));
  const giveBack = (key: string, now: Instant) =>
    stores.one.atomically((tx) => tx.attempts.giveBack(key, { now, ...bucket }));

  test("of many attempts at once, on every machine, no more than the free ones are made", async () => {
    const key = newKey();
    const answers = await race(stores, 200, (store) =>
      store.atomically((tx) => tx.attempts.charge(key, { now: at(), ...patience })),
    );
    assert.equal(answers.filter(({ charged }) => charged).length, 3);
  });

  test("waits double from the last free attempt on, up to the longest", async () => {
    const key = newKey();
    let now = at();
    const waits: number[] = [];
    for (let count = 1; count <= 90; count += 1) {
      const { charged, state } = await charge(key, now);
      assert.equal(charged, true);
      assert.equal(state.streak, count);
      waits.push(state.waitUntil === undefined ? 0 : state.waitUntil - now);
      now = state.waitUntil ?? later(now, 1);
    }
    assert.deepEqual(waits.slice(0, 6), [0, 0, 1000, 2000, 4000, 5000]);
    assert.deepEqual(new Set(waits.slice(5)), new Set([5000]));
  });

  test("a wait refuses until its very end, and counts nothing", async () => {
    const key = newKey();
    await charge(key, at(), { freeTries: 1 });
    assert.deepEqual(await charge(key, at(999), { freeTries: 1 }), {
      charged: false,
      state: { streak: 1, waitUntil: at(1000) },
    });
    assert.equal((await charge(key, at(1000), { freeTries: 1 })).charged, true);
  });

  test("a row untouched for long enough starts anew", async () => {
    const key = newKey();
    for (let count = 0; count < 2; count += 1) await charge(key, at(), { forgetAfter: 5000 });
    assert.equal((await charge(key, at(4999), { forgetAfter: 5000 })).state.streak, 3);
    const anew = await charge(key, at(9999), { forgetAfter: 5000 });
    assert.deepEqual(anew, { charged: true, state: { streak: 1, waitUntil: undefined } });
  });

  test("success clears the key alone", async () => {
    const [key, other] = [newKey(), newKey()];
    await charge(key, at());
    await charge(other, at());
    await stores.one.atomically((tx) => tx.attempts.clear(key));
    assert.equal((await charge(key, at())).state.streak, 1);
    assert.equal((await charge(other, at())).state.streak, 2);
  });

  test("of many that take at once, on every machine, no more get a token than there are", async () => {
    const key = newKey();
    const answers = await race(stores, 100, (store) =>
      store.atomically((tx) => tx.attempts.take(key, { now: at(), ...bucket })),
    );
    assert.equal(answers.filter(({ taken }) => taken).length, 3);
    for (const { taken, retryAt } of answers) {
      if (!taken) assert.equal(retryAt, at(6000));
    }
  });

  test("tokens come back one by one, up to the capacity", async () => {
    const key = newKey();
    const takeAll = async (now: Instant) => {
      let count = 0;
      while ((await take(key, now)).taken) count += 1;
      return count;
    };
    assert.equal(await takeAll(at()), 3);
    assert.equal(await takeAll(at(5999)), 0);
    assert.equal(await takeAll(at(6000)), 1);
    assert.equal(await takeAll(at(18_000)), 2);
    assert.equal(await takeAll(at(1_000_000)), 3);
  });

  test("a taken token says when the next one is there", async () => {
    const key = newKey();
    const answers = [await take(key, at()), await take(key, at()), await take(key, at())];
    assert.deepEqual(answers, [
      { taken: true, retryAt: at() },
      { taken: true, retryAt: at() },
      { taken: true, retryAt: at(6000) },
    ]);
    assert.deepEqual(await take(key, at(10)), { taken: false, retryAt: at(6000) });
  });

  test("a token given back can be taken again, and a full bucket stays full", async () => {
    const key = newKey();
    await giveBack(key, at());
    for (let count = 0; count < 3; count += 1) await take(key, at());
    await giveBack(key, at());
    assert.deepEqual([(await take(key, at())).taken, (await take(key, at())).taken], [true, false]);
    for (let count = 0; count < 9; count += 1) await giveBack(key, at());
    const taken: boolean[] = [];
    for (let count = 0; count < 4; count += 1) taken.push((await take(key, at())).taken);
    assert.deepEqual(taken, [true, true, true, false]);
  });

  test("a bucket and a streak of one key do not disturb each other", async () => {
    const key = newKey();
    await take(key, at());
    const { state } = await charge(key, at());
    assert.deepEqual(state, { streak: 1, waitUntil: undefined });
    assert.equal((await take(key, at())).taken, true);
    assert.equal((await take(key, at())).taken, true);
    assert.equal((await take(key, at())).taken, false);
  });

  test("sweeping forgets what is older, and the oldest beyond what is kept", async () => {
    await stores.one.atomically((tx) => tx.attempts.sweep(at(1_000_000_000), 0));
    const keys = [newKey(), newKey(), newKey(), newKey(), newKey()];
    for (const [age, key] of keys.entries()) await charge(key, at(age));
    const sweep = (before: Instant, keep: number) =>
      stores.one.atomically((tx) => tx.attempts.sweep(before, keep));
    assert.equal(await sweep(at(1), 100), 1);
    assert.equal(await sweep(at(0), 2), 2);
    const streaks: number[] = [];
    for (const key of keys) streaks.push((await charge(key, at(10))).state.streak);
    assert.deepEqual(streaks, [1, 1, 1, 2, 2]);
  });
}
