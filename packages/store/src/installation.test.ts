import assert from "node:assert/strict";
import { test } from "node:test";
import { instant } from "@sallyport/core";
import { migrations } from "./migrations/all.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import { newFile, newSchema, postgresUrl, type TestDatabase } from "./testing/databases.ts";

const kinds: readonly { name: string; make: () => Promise<TestDatabase> }[] = [
  { name: "SQLite", make: newFile },
  ...(postgresUrl === undefined
    ? []
    : [{ name: "PostgreSQL", make: () => newSchema(postgresUrl ?? "") }]),
];

for (const { name, make } of kinds) {
  const withStores = async (use: (...stores: readonly OpenStore[]) => Promise<void>) => {
    const { url, dispose } = await make();
    const stores = [await openStore({ url }), await openStore({ url })];
    try {
      await use(...stores);
    } finally {
      for (const store of stores) await store.close();
      await dispose();
    }
  };

  test(`${name}: of machines that start at once, one makes the data key, and all find it`, () =>
    withStores(async (...stores) => {
      const wrapped = Uint8Array.from({ length: 60 }, (_, index) => index * 4);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          stores[index % stores.length]?.keyring.insertFirst(wrapped, instant(5)),
        ),
      );
      assert.equal(answers.filter(Boolean).length, 1);
      for (const { keyring } of stores) {
        assert.deepEqual(await keyring.list(), [{ version: 1, wrapped, createdAt: instant(5) }]);
      }
    }));

  test(`${name}: a mark is found as it was last put`, () =>
    withStores(async (one, other) => {
      assert.equal(await other?.marks.find("lab"), undefined);
      await one?.marks.put("lab", "yes");
      await one?.marks.put("lab", "no");
      assert.equal(await other?.marks.find("lab"), "no");
      assert.equal(await other?.marks.find("schema"), String(migrations.length));
    }));

  test(`${name}: an open database is ready, a closed one is not`, () =>
    withStores(async (store) => {
      assert.equal(await store?.ready(), true);
      await store?.close();
      assert.equal(await store?.ready(), false);
    }));
}
