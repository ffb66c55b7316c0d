import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stores } from "./context.ts";
import { at, newAccessKey, newRef } from "./samples.ts";

export function describeAccessKeys(stores: Stores): void {
  test("a person's keys are listed, oldest first, as they were given", async () => {
    const ref = newRef();
    const [young, old] = [
      newAccessKey(ref, { createdAt: at(2) }),
      newAccessKey(ref, { createdAt: at(1), status: "Inactive" }),
    ];
    await stores.one.transact(async ({ accessKeys }) => {
      for (const key of [young, old, newAccessKey(newRef())]) await accessKeys.insert(key);
    });
    assert.deepEqual(await stores.one.read((tx) => tx.accessKeys.listOf(ref)), [old, young]);
  });

  test("a key's id is taken once, in all accounts together", async () => {
    const key = newAccessKey(newRef());
    const { accessKeyId } = key;
    const answers = await stores.one.transact(async ({ accessKeys }) => [
      await accessKeys.insert(key),
      await accessKeys.insert(newAccessKey(newRef(), { accessKeyId })),
    ]);
    assert.deepEqual(answers, [true, false]);
  });

  test("all of a person's keys can be removed", async () => {
    const [one, other] = [newAccessKey(newRef()), newAccessKey(newRef())];
    await stores.one.transact(async ({ accessKeys }) => {
      for (const key of [one, other]) await accessKeys.insert(key);
      await accessKeys.deleteOf(one);
    });
    const left = await stores.one.read(async ({ accessKeys }) => [
      await accessKeys.listOf(one),
      await accessKeys.listOf(other),
    ]);
    assert.deepEqual(left, [[], [other]]);
  });
}
