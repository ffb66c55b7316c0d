import assert from "node:assert/strict";
import { test } from "node:test";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newAccountId, newBytes } from "./samples.ts";

export function describeSpentSteps(stores: Stores): void {
  test("of 200 uses of one step at once, on every machine, one counts", async () => {
    const [accountId, seed] = [newAccountId(), newBytes()];
    const answers = await race(stores, 200, (store) =>
      store.atomically((tx) => tx.spentSteps.spend(accountId, seed, 56_666_666, at())),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("a step is spent for one seed of one account, and stays spent", async () => {
    const [accountId, seed] = [newAccountId(), newBytes()];
    const spend = (account: typeof accountId, fingerprint: Uint8Array, step: number) =>
      stores.one.transact((tx) => tx.spentSteps.spend(account, fingerprint, step, at()));
    assert.deepEqual(
      [
        await spend(accountId, seed, 7),
        await spend(accountId, seed, 7),
        await spend(accountId, seed, 8),
        await spend(accountId, newBytes(), 7),
        await spend(newAccountId(), seed, 7),
      ],
      [true, false, true, true, true],
    );
    const spent = await stores.one.read(async ({ spentSteps }) => [
      await spentSteps.isSpent(accountId, seed, 7),
      await spentSteps.isSpent(accountId, seed, 9),
    ]);
    assert.deepEqual(spent, [true, false]);
  });

  test("sweeping forgets what is older, and says how many", async () => {
    const [accountId, seed] = [newAccountId(), newBytes()];
    await stores.one.transact(async ({ spentSteps }) => {
      for (const step of [1, 2, 3]) await spentSteps.spend(accountId, seed, step, at(-1000 + step));
    });
    const swept = await stores.one.transact((tx) => tx.spentSteps.sweep(at(-1000 + 3)));
    assert.equal(swept, 2);
    const left = await stores.one.read(({ spentSteps }) =>
      Promise.all([1, 2, 3].map((step) => spentSteps.isSpent(accountId, seed, step))),
    );
    assert.deepEqual(left, [false, false, true]);
  });
}
