import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { instant } from "@sallyport/core";
import { systemClock } from "./clock.ts";
import type { WrappedKey } from "./data-keys.ts";
import type { WrappedDigestKey } from "./digests.ts";
import { type ExchangeableKeyring, exchangeMasterKey } from "./exchange-master-key.ts";
import { createMasterKey, type MasterKeySource } from "./master-key.ts";
import { openSecrets } from "./secrets.ts";

const sourceOf = (byte: number): MasterKeySource => ({
  kind: "text",
  text: Buffer.alloc(32, byte).toString("base64"),
});
const [old, fresh, third] = [sourceOf(1), sourceOf(2), sourceOf(3)];

/** A database's ring, in memory. */
function openRing() {
  const data = new Map<number, WrappedKey>();
  const digest = new Map<string, WrappedDigestKey>();
  const keyring: ExchangeableKeyring = {
    list: async () => [...data.values()],
    async insertFirst(wrapped) {
      if (data.size > 0) return false;
      data.set(1, { version: 1, wrapped, sealsFrom: instant(0), tokensUntil: undefined });
      return true;
    },
    listDigestKeys: async () => [...digest.values()],
    async insertDigestKey(key) {
      if (!digest.has(key.purpose)) digest.set(key.purpose, key);
    },
    async rewrap({ dataKeys, digestKeys }) {
      if (!dataKeys.every(({ version, former }) => data.get(version)?.wrapped === former))
        return false;
      for (const { version, wrapped } of dataKeys) {
        const key = data.get(version);
        if (key !== undefined) data.set(version, { ...key, wrapped });
      }
      for (const { purpose, wrapped } of digestKeys) digest.set(purpose, { purpose, wrapped });
      return true;
    },
  };
  return { keyring, data, digest };
}

const open = (
  keyring: ExchangeableKeyring,
  source: MasterKeySource,
  previousSource?: MasterKeySource,
) => openSecrets({ source, previousSource, keyring, clock: systemClock });

async function exchange(keyring: ExchangeableKeyring) {
  const { masterKeys } = await open(keyring, fresh, old);
  return exchangeMasterKey({ keyring, masterKeys });
}

test("after an exchange the old master key opens nothing, and all is what it was", async () => {
  const { keyring } = openRing();
  const before = await open(keyring, old);
  const sealed = before.seals.seal(Buffer.from("seed"), "row");
  const { token } = before.seals.tokens.seal(Buffer.from("{}"));
  const digest = before.digests.keyed("audit-block", "x");

  assert.equal(await exchange(keyring), 5);
  await assert.rejects(open(keyring, old), /This master key does not open this database\./);
  const after = await open(keyring, fresh);
  assert.equal(Buffer.from(after.seals.open(sealed, "row")).toString(), "seed");
  assert.ok(after.seals.tokens.open(token));
  assert.deepEqual(after.digests.keyed("audit-block", "x"), digest);
  assert.equal(await exchange(keyring), 0, "again, it does nothing");
});

test("a wrong, the same or an absent previous key is refused and changes nothing", async () => {
  const { keyring, data, digest } = openRing();
  await open(keyring, old);
  const before = [...data.values(), ...digest.values()];
  await assert.rejects(open(keyring, fresh, third), /Neither this master key nor the previous one/);
  await assert.rejects(open(keyring, fresh), /This master key does not open/);
  await assert.rejects(open(keyring, old, old), /is the same as the master key/);
  assert.deepEqual([...data.values(), ...digest.values()], before);
});

test("an older database keeps the digests it has, also when it is exchanged at its first opening", async () => {
  const { keyring, digest } = openRing();
  await open(keyring, old);
  digest.clear(); // as a database was before digest keys were stored
  assert.equal(await exchange(keyring), 5);
  const { digests } = await open(keyring, fresh);
  const key = createMasterKey(Buffer.alloc(32, 1)).subkey("digest:marker");
  const expected = createHmac("sha256", key).update("x").digest();
  assert.deepEqual(Buffer.from(digests.keyed("marker", "x")), expected);
});

test("a fresh database's digests hang on no master key", async () => {
  const { keyring } = openRing();
  const { digests } = await open(keyring, old);
  const key = createMasterKey(Buffer.alloc(32, 1)).subkey("digest:marker");
  const derived = createHmac("sha256", key).update("x").digest();
  assert.notDeepEqual(Buffer.from(digests.keyed("marker", "x")), derived);
});

test("a running server takes the new key from its file; one that has none goes on, and heeds an end of sessions", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-exchange-"));
  try {
    const path = join(folder, "master.key");
    const write = (byte: number) =>
      writeFile(path, Buffer.alloc(32, byte).toString("base64"), { mode: 0o600 });
    await write(1);
    const { keyring, data } = openRing();
    const inFile = await open(keyring, { kind: "file", path });
    const inText = await open(keyring, old);
    const sealed = inText.seals.seal(Buffer.from("seed"), "row");
    const { token } = inText.seals.tokens.seal(Buffer.from("{}"));
    await write(2);
    await exchange(keyring);

    assert.equal(await inFile.dataKeys.refresh(), undefined);
    await assert.rejects(inText.dataKeys.refresh(), /wrapped under another master key.*restart/);
    assert.equal(Buffer.from(inText.seals.open(sealed, "row")).toString(), "seed");

    const further = inFile.dataKeys.makeKey(2);
    const first = data.get(1);
    assert.ok(first);
    data.set(1, { ...first, tokensUntil: instant(1) });
    data.set(2, { version: 2, wrapped: further, sealsFrom: instant(0), tokensUntil: undefined });
    assert.deepEqual(await inFile.dataKeys.refresh(), [1, 2]);
    await assert.rejects(inText.dataKeys.refresh(), /wrapped under another master key/);
    assert.equal(inText.seals.tokens.open(token), undefined);
    assert.ok(await open(keyring, fresh), "a further key is wrapped under the new one");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a data key made before the exchange is done is one that every server opens", async () => {
  const { keyring, data } = openRing();
  const server = await open(keyring, old);
  const wrapped = (await open(keyring, fresh, old)).dataKeys.makeKey(2);
  data.set(2, { version: 2, wrapped, sealsFrom: instant(0), tokensUntil: undefined });
  assert.deepEqual(await server.dataKeys.refresh(), [1, 2]);
});
