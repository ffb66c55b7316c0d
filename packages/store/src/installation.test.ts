import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import {
  type AccessKeyId,
  type AccountId,
  arns,
  instant,
  type PersonId,
  type ProviderId,
} from "@sallyport/core";
import { sqlite } from "./engine.ts";
import { migrations } from "./migrations/all.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import { type SealedPlace, type SealedValue, sealedPlaces } from "./repositories/sealed-values.ts";
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
        assert.deepEqual(await keyring.list(), [
          {
            version: 1,
            wrapped,
            createdAt: instant(5),
            sealsFrom: instant(0),
            tokensUntil: undefined,
          },
        ]);
      }
    }));

  test(`${name}: of commands that rotate at once, one makes the next data key; ends only come sooner`, () =>
    withStores(async (one, other) => {
      assert.ok(one && other);
      const wrapped = new Uint8Array(60);
      await one.keyring.insertFirst(wrapped, instant(5));
      const next = { version: 2, wrapped, createdAt: instant(6), sealsFrom: instant(7) };
      const answers = await Promise.all(
        [one, other, one].map(({ keyring }) => keyring.insertNext(next)),
      );
      assert.equal(answers.filter(Boolean).length, 1);
      await one.keyring.retire(2, instant(100));
      await other.keyring.retire(2, instant(200));
      assert.deepEqual(
        (await other.keyring.list()).map(({ tokensUntil }) => tokensUntil),
        [instant(100), undefined],
      );
      await one.keyring.retire(2, instant(50));
      const ends = (await other.keyring.list()).map(({ sealsFrom, tokensUntil }) => [
        sealsFrom,
        tokensUntil,
      ]);
      assert.deepEqual(ends, [
        [instant(0), instant(50)],
        [instant(7), undefined],
      ]);
      await other.keyring.remove(1);
      assert.deepEqual(
        (await one.keyring.list()).map(({ version }) => version),
        [2],
      );
    }));

  test(`${name}: sealed values are found page by page, and replaced unless they changed meanwhile`, () =>
    withStores(async (one, other) => {
      assert.ok(one && other);
      const made = await fillWithSealed(one);
      for (const place of sealedPlaces) {
        const found: SealedValue[] = [];
        for (let after: SealedValue | undefined; ; after = found.at(-1)) {
          const page = await other.sealedStock.page(place, { after, limit: 2 });
          if (page.length === 0) break;
          found.push(...page);
        }
        const textOf = ({ rowId, sealed }: Pick<SealedValue, "rowId" | "sealed">) =>
          `${rowId} ${Buffer.from(sealed).toString("hex")}`;
        assert.deepEqual(found.map(textOf).sort(), made[place].map(textOf).sort(), place);

        const [first, second] = found;
        assert.ok(first && second);
        const fresh = Uint8Array.of(1, 2, 3);
        await one.sealedStock.replace(place, [{ former: first, sealed: fresh }]);
        const stale = [first, second].map((former) => ({ former, sealed: Uint8Array.of(4) }));
        await one.sealedStock.replace(place, stale);
        const [now, then] = await other.sealedStock.page(place, { after: undefined, limit: 2 });
        assert.deepEqual([now?.rowId, [...(now?.sealed ?? [])]], [first.rowId, [1, 2, 3]]);
        assert.deepEqual([then?.rowId, [...(then?.sealed ?? [])]], [second.rowId, [4]]);
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

test("every column that holds something sealed is a place that keys are replaced in", () => {
  const tables = migrations
    .flatMap((migration) => migration(sqlite))
    .flatMap((text) => {
      const [, table = ""] = /^(?:create|alter) table (\w+)/.exec(text) ?? [];
      return [...text.matchAll(/\b(?:sealed|wrapped)_\w+ blob/g)].map(() => table);
    });
  assert.deepEqual(tables.sort(), ["access_keys", "devices", "enrolments", "saml_private_keys"]);
  assert.equal(new Set(sealedPlaces).size, tables.length);
});

type Found = Pick<SealedValue, "rowId" | "sealed">;

/** Some of each kind, in two accounts that have devices of the same names. */
async function fillWithSealed(store: OpenStore): Promise<Record<SealedPlace, Found[]>> {
  const made: Record<SealedPlace, Found[]> = {
    devices: [],
    enrolments: [],
    accessKeys: [],
    samlPrivateKeys: [],
  };
  const ids = ["111111111111", "222222222222"] as AccountId[];
  await store.transact(async (tx) => {
    for (const [index, accountId] of ids.entries()) {
      for (const name of ["Alpha", "Beta", "Gamma"]) {
        const personId = `AIDA${index}${name}` as PersonId;
        const serialNumber = arns.mfaDevice(accountId, "/", name);
        const accessKeyId = `AKIA${index}${name}` as AccessKeyId;
        const bytes = () => Uint8Array.from(randomBytes(61));
        const [sealedSeed, ofEnrolment, sealedSecret] = [bytes(), bytes(), bytes()];
        const [seedFingerprint, createdAt] = [bytes(), instant(1)];
        await tx.devices.insert({
          ...{ accountId, serialNumber, name, path: "/", kind: "virtual" },
          ...{ sealedSeed, seedFingerprint, createdAt, assignment: undefined },
        });
        await tx.enrolments.put({
          ...{ accountId, personId, boundTo: bytes(), deviceName: name, sealedSeed: ofEnrolment },
          ...{ seedFingerprint, expiresAt: instant(9), attempts: 0 },
        });
        await tx.accessKeys.insert({
          ...{ accountId, personId, accessKeyId, sealedSecret, createdAt },
          ...{ status: "Active", epoch: 0, lastUsed: undefined },
        });
        const keyId = `KEY${index}${name}`;
        const sealedKey = bytes();
        await tx.samlProviders.insertPrivateKey({
          ...{ accountId, providerId: name as ProviderId, keyId, sealedKey, createdAt },
        });
        made.samlPrivateKeys.push({ rowId: keyId, sealed: sealedKey });
        made.devices.push({ rowId: serialNumber, sealed: sealedSeed });
        made.enrolments.push({ rowId: serialNumber, sealed: ofEnrolment });
        made.accessKeys.push({ rowId: accessKeyId, sealed: sealedSecret });
      }
    }
  });
  return made;
}
