import assert from "node:assert/strict";
import { test } from "node:test";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newBytes, newLink, newRef } from "./samples.ts";

export function describeMailLinks(stores: Stores): void {
  const insert = async (change?: Parameters<typeof newLink>[1], ref = newRef()) => {
    const link = newLink(ref, change);
    await stores.one.transact((tx) => tx.mailLinks.insert(link));
    return link;
  };
  const find = (tokenHash: Uint8Array) => stores.one.read((tx) => tx.mailLinks.find(tokenHash));

  test("a link is found by its token, as it was given; looking does not use it up", async () => {
    for (const change of [{}, { purpose: "reset-password", boundTo: undefined } as const]) {
      const link = await insert(change);
      assert.deepEqual(await find(link.tokenHash), link);
      assert.deepEqual(await find(link.tokenHash), link);
    }
    assert.equal(await find(newBytes()), undefined);
  });

  test("of many that use a link at once, one does", async () => {
    const { tokenHash } = await insert();
    const answers = await race(stores, 50, (store) =>
      store.atomically((tx) => tx.mailLinks.take(tokenHash)),
    );
    assert.equal(countTrue(answers), 1);
    assert.equal(await find(tokenHash), undefined);
  });

  test("all of a person's links can be ended", async () => {
    const ref = newRef();
    const [one, other] = [await insert({}, ref), await insert()];
    await stores.one.transact((tx) => tx.mailLinks.deleteOf(ref));
    assert.deepEqual([await find(one.tokenHash), await find(other.tokenHash)], [undefined, other]);
  });

  test("sweeping forgets what has expired, and says how many", async () => {
    const [old, young] = [await insert({ expiresAt: at(-9) }), await insert({ expiresAt: at(-8) })];
    assert.equal(await stores.one.transact((tx) => tx.mailLinks.sweep(at(-9))), 1);
    assert.deepEqual([await find(old.tokenHash), await find(young.tokenHash)], [undefined, young]);
  });
}
