import assert from "node:assert/strict";
import { test } from "node:test";
import { instant } from "@sallyport/core";
import { type OpenStore, openStore } from "./open-store.ts";
import { newFile, newSchema, postgresUrl, type TestDatabase } from "./testing/databases.ts";

const kinds: readonly { name: string; make: () => Promise<TestDatabase> }[] = [
  { name: "SQLite", make: newFile },
  ...(postgresUrl === undefined
    ? []
    : [{ name: "PostgreSQL", make: () => newSchema(postgresUrl ?? "") }]),
];

for (const { name, make } of kinds) {
  const withStore = async (use: (store: OpenStore) => Promise<void>) => {
    const { url, dispose } = await make();
    const store = await openStore({ url });
    try {
      await use(store);
    } finally {
      await store.close();
      await dispose();
    }
  };
  const former = Uint8Array.of(0, 255, 1);
  const wrapped = Uint8Array.of(7, 0, 8);

  test(`${name}: a digest key that is there stays as it is`, () =>
    withStore(async ({ keyring }) => {
      await keyring.insertDigestKey({ purpose: "marker", wrapped: former });
      await keyring.insertDigestKey({ purpose: "marker", wrapped });
      assert.deepEqual(await keyring.listDigestKeys(), [{ purpose: "marker", wrapped: former }]);
    }));

  test(`${name}: wrapped keys are replaced together, or none of them`, () =>
    withStore(async ({ keyring }) => {
      await keyring.insertFirst(former, instant(1));
      await keyring.insertDigestKey({ purpose: "marker", wrapped: former });
      const read = async () => [
        (await keyring.list()).map((key) => [...key.wrapped]),
        (await keyring.listDigestKeys()).map((key) => [...key.wrapped]),
      ];
      const dataKeys = [{ version: 1, former, wrapped }];
      const digestKeys = [{ purpose: "marker", former, wrapped }];
      const others = [{ purpose: "marker", former: wrapped, wrapped }];
      assert.equal(await keyring.rewrap({ dataKeys, digestKeys: others }), false);
      const gone = [...dataKeys, { version: 2, former, wrapped }];
      assert.equal(await keyring.rewrap({ dataKeys: gone, digestKeys }), false);
      assert.deepEqual(await read(), [[[...former]], [[...former]]]);
      assert.equal(await keyring.rewrap({ dataKeys, digestKeys }), true);
      assert.deepEqual(await read(), [[[...wrapped]], [[...wrapped]]]);
    }));
}
