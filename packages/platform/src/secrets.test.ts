import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { instant } from "@sallyport/core";
import { systemClock } from "./clock.ts";
import type { Keyring, WrappedKey } from "./data-keys.ts";
import type { WrappedDigestKey } from "./digests.ts";
import { OperatorFault } from "./fault.ts";
import { openSecrets } from "./secrets.ts";

const keyA = { kind: "text", text: Buffer.alloc(32, 1).toString("base64") } as const;
const keyB = { kind: "text", text: Buffer.alloc(32, 2).toString("base64") } as const;

function emptyKeyring(): Keyring & { readonly keys: WrappedKey[] } {
  const keys: WrappedKey[] = [];
  const digestKeys = new Map<string, WrappedDigestKey>();
  return {
    keys,
    listDigestKeys: async () => [...digestKeys.values()],
    insertDigestKey: async (key) => {
      if (!digestKeys.has(key.purpose)) digestKeys.set(key.purpose, key);
    },
    list: async () => [...keys],
    insertFirst: async (wrapped) => {
      if (keys.length > 0) return false;
      keys.push({ version: 1, wrapped, sealsFrom: instant(0), tokensUntil: undefined });
      return true;
    },
  };
}

const open = (keyring: Keyring, source: typeof keyA | typeof keyB = keyA) =>
  openSecrets({ source, keyring, clock: systemClock });

describe("seals", () => {
  test("what was sealed opens, also after a restart and on another machine", async () => {
    const keyring = emptyKeyring();
    const [here, there] = await Promise.all([open(keyring), open(keyring)]);
    const secret = randomBytes(40);
    const sealed = here.seals.seal(secret, "device/1");
    assert.deepEqual(Buffer.from(there.seals.open(sealed, "device/1")), secret);
    const restarted = await open(keyring);
    assert.deepEqual(Buffer.from(restarted.seals.open(sealed, "device/1")), secret);
    assert.equal(keyring.keys.length, 1);
  });

  test("the form is format, key version, nonce, ciphertext, tag", async () => {
    const { seals } = await open(emptyKeyring());
    const sealed = seals.seal(new Uint8Array(20), "row");
    assert.equal(sealed.length, 1 + 4 + 12 + 20 + 16);
    assert.deepEqual([...sealed.subarray(0, 5)], [1, 0, 0, 0, 1]);
    assert.notDeepEqual(seals.seal(new Uint8Array(20), "row"), sealed, "a fresh nonce each time");
  });

  test("a sealed value moved to another row does not open", async () => {
    const { seals } = await open(emptyKeyring());
    const sealed = seals.seal(randomBytes(40), "device/1");
    assert.throws(() => seals.open(sealed, "device/2"), /moved from another row/);
    assert.throws(() => seals.otp(sealed, "device/2"), /moved from another row/);
  });

  test("a sealed value with any bit turned does not open", async () => {
    const { seals } = await open(emptyKeyring());
    const sealed = seals.seal(randomBytes(20), "row");
    seals.otp(sealed, "row"); // also not from the cache
    for (let at = 0; at < sealed.length; at++) {
      const altered = Uint8Array.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      assert.throws(() => seals.open(altered, "row"));
      assert.throws(() => seals.otp(altered, "row"));
    }
    for (const length of [0, 1, 5, 17, 32, sealed.length - 1]) {
      assert.throws(() => seals.open(sealed.subarray(0, length), "row"));
    }
  });

  test("a one-time code's mac is HMAC-SHA1 under the sealed seed, cached or not", async () => {
    const { seals } = await open(emptyKeyring());
    const seed = Buffer.from("12345678901234567890"); // RFC 4226, Appendix D
    const counter = Buffer.from("0000000000000001", "hex");
    const sealed = seals.seal(seed, "row");
    const expected = createHmac("sha1", seed).update(counter).digest();
    assert.deepEqual(seals.otp(sealed, "row")(counter), expected);
    assert.deepEqual(seals.otp(sealed, "row")(counter), expected);
    assert.equal(expected.toString("hex"), "75a48a19d4cbe100644e8ac1397eea747a2d33ab");
  });

  test("a row that was sealed anew gives the new seed's codes", async () => {
    const { seals } = await open(emptyKeyring());
    const counter = new Uint8Array(8);
    const first = seals.otp(seals.seal(Buffer.alloc(20, 1), "row"), "row")(counter);
    const second = seals.otp(seals.seal(Buffer.alloc(20, 2), "row"), "row")(counter);
    assert.notDeepEqual(first, second);
  });
});

describe("the keyring", () => {
  test("another master key does not open a database", async () => {
    const keyring = emptyKeyring();
    await open(keyring, keyA);
    await assert.rejects(open(keyring, keyB), (error: Error) => {
      assert.ok(error instanceof OperatorFault);
      assert.equal(error.message, "This master key does not open this database.");
      return true;
    });
  });

  test("a data key that was cut or is of a later format says so", async () => {
    const keyring = emptyKeyring();
    await open(keyring);
    const { wrapped } = keyring.keys[0] as WrappedKey;
    for (const damaged of [
      wrapped.subarray(1),
      Buffer.concat([Buffer.of(2), wrapped.subarray(1)]),
    ]) {
      const key = keyring.keys[0] as WrappedKey;
      const ring = { ...keyring, list: async () => [{ ...key, wrapped: damaged }] };
      await assert.rejects(open(ring), /damaged, or was written by a newer Sallyport/);
    }
  });

  test("a wrapped key does not pass for another version", async () => {
    const keyring = emptyKeyring();
    await open(keyring);
    const key = keyring.keys[0] as WrappedKey;
    const ring = { ...keyring, list: async () => [{ ...key, version: 2 }] };
    await assert.rejects(open(ring), /does not open this database/);
  });

  test("no key file is made for a database that is sealed already", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sallyport-secrets-"));
    try {
      const keyring = emptyKeyring();
      await open(keyring);
      const path = join(folder, "new.key");
      await assert.rejects(
        openSecrets({ source: { kind: "file", path }, keyring, clock: systemClock }),
        /is missing/,
      );
      await assert.rejects(stat(path), { code: "ENOENT" });
      const fresh = await openSecrets({
        source: { kind: "file", path },
        keyring: emptyKeyring(),
        clock: systemClock,
      });
      assert.equal(fresh.madeKeyFile, path);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("digests", () => {
  test("sha256 is SHA-256", async () => {
    const { digests } = await open(emptyKeyring());
    // FIPS 180-2, Appendix B.1
    assert.equal(
      Buffer.from(digests.sha256("abc")).toString("hex"),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  test("keyed digests are the same on every machine, and differ by purpose and installation", async () => {
    const keyring = emptyKeyring();
    const [one, same, other] = await Promise.all([
      open(keyring),
      open(keyring),
      open(emptyKeyring()),
    ]);
    const digest = one.digests.keyed("marker", "input");
    assert.equal(digest.length, 32);
    assert.deepEqual(same.digests.keyed("marker", Buffer.from("input")), digest);
    assert.notDeepEqual(one.digests.keyed("sign-in-name", "input"), digest);
    assert.notDeepEqual(other.digests.keyed("marker", "input"), digest);
  });

  test("equal compares bytes and never throws on a different length", async () => {
    const { digests } = await open(emptyKeyring());
    assert.ok(digests.equal(Buffer.from("abc"), Buffer.from("abc")));
    assert.ok(!digests.equal(Buffer.from("abc"), Buffer.from("abd")));
    assert.ok(!digests.equal(Buffer.from("abc"), Buffer.from("ab")));
    assert.ok(digests.equal(new Uint8Array(), new Uint8Array()));
  });
});
