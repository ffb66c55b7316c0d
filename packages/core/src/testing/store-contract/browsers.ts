import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stores } from "./context.ts";
import { at, newBrowser, newRef } from "./samples.ts";

export function describeBrowsers(stores: Stores): void {
  const insert = async (change?: Parameters<typeof newBrowser>[1], ref = newRef()) => {
    const browser = newBrowser(ref, change);
    await stores.one.transact((tx) => tx.browsers.insert(browser));
    return browser;
  };
  const find = (browser: ReturnType<typeof newBrowser>) =>
    stores.one.read((tx) => tx.browsers.find(browser, browser.tokenHash));

  test("a browser is known for its person alone", async () => {
    const browser = await insert();
    assert.deepEqual(await find(browser), browser);
    assert.equal(await find({ ...browser, ...newRef() }), undefined);
  });

  test("one browser may be known for two people", async () => {
    const browser = await insert();
    const same = await insert({ tokenHash: browser.tokenHash });
    assert.deepEqual([await find(browser), await find(same)], [browser, same]);
  });

  test("all of a person's are forgotten at once", async () => {
    const ref = newRef();
    const [one, two, other] = [await insert({}, ref), await insert({}, ref), await insert()];
    await stores.one.transact((tx) => tx.browsers.deleteOf(ref));
    assert.deepEqual(
      [await find(one), await find(two), await find(other)],
      [undefined, undefined, other],
    );
  });

  test("sweeping forgets what has expired, and says how many", async () => {
    const [old, young] = [await insert({ expiresAt: at(-9) }), await insert({ expiresAt: at(-8) })];
    assert.equal(await stores.one.transact((tx) => tx.browsers.sweep(at(-9))), 1);
    assert.deepEqual([await find(old), await find(young)], [undefined, young]);
  });
}
