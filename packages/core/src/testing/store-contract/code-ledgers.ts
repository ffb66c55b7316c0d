import assert from "node:assert/strict";
import { test } from "node:test";
import { type Instant, later } from "../../instant.ts";
import type { CodeSource, PersonRef } from "../../records.ts";
import type { CodeLimits } from "../../store.ts";
import { race, type Stores } from "./context.ts";
import { at, newRef } from "./samples.ts";

const limits: CodeLimits = {
  cost: 300,
  wrong: 100,
  freeTries: 5,
  firstWait: 30_000,
  longestWait: 3_600_000,
};
const wide: CodeLimits = { ...limits, cost: 1_000_000, wrong: 1_000_000 };

export function describeCodeLedgers(stores: Stores): void {
  const charge = (
    ref: PersonRef,
    asked: { now: Instant; cost?: number; limits?: CodeLimits; source?: CodeSource },
  ) =>
    stores.one.atomically((tx) =>
      tx.codeLedgers.charge(ref, asked.source ?? "unknown", { cost: 3, limits, ...asked }),
    );
  const find = (ref: PersonRef, source: CodeSource = "unknown") =>
    stores.one.read((tx) => tx.codeLedgers.find(ref, source));

  test("of 200 wrong codes at once, on every machine, at most five are charged", async () => {
    const ref = newRef();
    const answers = await race(stores, 200, (store) =>
      store.atomically((tx) =>
        tx.codeLedgers.charge(ref, "unknown", { cost: 3, now: at(), limits }),
      ),
    );
    assert.equal(answers.filter(({ charged }) => charged).length, 5);
    const state = { cost: 15, wrong: 5, streak: 5, waitUntil: at(30_000) };
    assert.deepEqual(await find(ref), state);
    const refused = answers.filter(({ charged }) => !charged);
    for (const answer of refused) assert.deepEqual(answer, { charged: false, state });
  });

  test("a charge answers with the state after it", async () => {
    const ref = newRef();
    assert.equal(await find(ref), undefined);
    assert.deepEqual(await charge(ref, { now: at(), cost: 24 }), {
      charged: true,
      state: { cost: 24, wrong: 1, streak: 1, waitUntil: undefined },
    });
  });

  test("waits double from the fifth wrong code on, up to the longest", async () => {
    const ref = newRef();
    let now = at();
    const waits: number[] = [];
    for (let count = 1; count <= 90; count += 1) {
      const { charged, state } = await charge(ref, { now, limits: wide });
      assert.equal(charged, true);
      waits.push(state.waitUntil === undefined ? 0 : state.waitUntil - now);
      now = state.waitUntil ?? later(now, 1);
    }
    const doubling = [30, 60, 120, 240, 480, 960, 1920].map((seconds) => seconds * 1000);
    assert.deepEqual(waits.slice(0, 11), [0, 0, 0, 0, ...doubling]);
    assert.deepEqual(new Set(waits.slice(11)), new Set([3_600_000]));
  });

  test("a wait refuses until its very end", async () => {
    const ref = newRef();
    const quick = { ...limits, freeTries: 1 };
    const first = await charge(ref, { now: at(), limits: quick });
    assert.deepEqual(first.state.waitUntil, at(30_000));
    assert.equal((await charge(ref, { now: at(29_999), limits: quick })).charged, false);
    const next = await charge(ref, { now: at(30_000), limits: quick });
    assert.deepEqual([next.charged, next.state.waitUntil], [true, at(90_000)]);
  });

  test("the budget of cost is never passed", async () => {
    const ref = newRef();
    const tight = { ...wide, cost: 50, freeTries: 1000 };
    const answers = [24, 24, 24, 2, 1].map((cost) => ({ now: at(), cost, limits: tight }));
    const charged: boolean[] = [];
    for (const asked of answers) charged.push((await charge(ref, asked)).charged);
    assert.deepEqual(charged, [true, true, false, true, false]);
    assert.equal((await find(ref))?.cost, 50);
    const dear = await charge(newRef(), { now: at(), cost: 51, limits: tight });
    assert.deepEqual(dear, {
      charged: false,
      state: { cost: 0, wrong: 0, streak: 0, waitUntil: undefined },
    });
  });

  test("the number of wrong codes is never passed", async () => {
    const ref = newRef();
    const tight = { ...wide, wrong: 2, freeTries: 1000 };
    const charged: boolean[] = [];
    for (let count = 0; count < 3; count += 1) {
      charged.push((await charge(ref, { now: at(), limits: tight })).charged);
    }
    assert.deepEqual(charged, [true, true, false]);
    const none = { ...tight, wrong: 0 };
    assert.equal((await charge(newRef(), { now: at(), limits: none })).charged, false);
  });

  test("success takes back its own, never below nothing, and ends streak and wait", async () => {
    const ref = newRef();
    for (let count = 0; count < 5; count += 1) await charge(ref, { now: at() });
    const refund = (back: { cost: number; wrong: number }) =>
      stores.one.atomically((tx) => tx.codeLedgers.refund(ref, "unknown", back));
    await refund({ cost: 6, wrong: 2 });
    assert.deepEqual(await find(ref), { cost: 9, wrong: 3, streak: 0, waitUntil: undefined });
    await refund({ cost: 100, wrong: 100 });
    assert.deepEqual(await find(ref), { cost: 0, wrong: 0, streak: 0, waitUntil: undefined });
    assert.equal((await charge(ref, { now: at() })).state.streak, 1);
  });

  test("each source has a ledger of its own, and each person", async () => {
    const [ref, other] = [newRef(), newRef()];
    await charge(ref, { now: at(), source: "unknown" });
    await charge(ref, { now: at(), source: "browser:abc" });
    await charge(ref, { now: at(), source: "browser:abc" });
    assert.equal((await find(ref, "unknown"))?.wrong, 1);
    assert.equal((await find(ref, "browser:abc"))?.wrong, 2);
    assert.equal(await find(other), undefined);
  });

  test("clearing opens every source of a person again", async () => {
    const [ref, other] = [newRef(), newRef()];
    for (const source of ["unknown", "key:AKIA1"]) await charge(ref, { now: at(), source });
    await charge(other, { now: at() });
    await stores.one.transact((tx) => tx.codeLedgers.clear(ref));
    assert.deepEqual([await find(ref), await find(ref, "key:AKIA1")], [undefined, undefined]);
    assert.equal((await find(other))?.wrong, 1);
  });
}
