import assert from "node:assert/strict";
import { argon2Sync, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import fc from "fast-check";
import { numberBytes } from "../byte-reader.ts";
import { concat } from "../bytes.ts";
import { makeEntry } from "../entry/change.ts";
import { addDrafts } from "../entry/contents.ts";
import { emptyContents, newEntryId, type VaultContents } from "../entry/entry.ts";
import { firstVault } from "../testing/first-vault.ts";
import { anyItems, bytesOf, cheap, countingRandom, sampleDraft } from "../testing/samples.ts";
import { parseSealed, writeSealed } from "./contents-json.ts";
import { VaultFault, type VaultFaultCode } from "./fault.ts";
import { writeSlot } from "./format.ts";
import type { Credential, Way } from "./slots.ts";
import {
  addWay,
  createVault,
  openAgain,
  openVault,
  removeWay,
  sealVault,
  waysInto,
  withContents,
} from "./vault.ts";
import { slotsOf } from "./ways.ts";

const atMs = 1_800_000_000_000;
const contents = addDrafts(emptyContents, [sampleDraft()], { atMs, newId: newEntryId });
const passphrase = { kind: "passphrase", passphrase: "correct horse" } as const;
const wrong = { kind: "passphrase", passphrase: "correct house" } as const;
const passphraseWay: Way = { ...passphrase, cost: cheap, label: "Passphrase" };
const vectorPassphrase = {
  kind: "passphrase",
  passphrase: "correct horse battery staple",
} as const;
const passkeyWay: Way = {
  kind: "passkey",
  credentialId: bytesOf("credential 1"),
  prfSalt: new Uint8Array(32).fill(7),
  prfOutput: new Uint8Array(32).fill(0x42),
};

function seal(ways: readonly [Way, ...Way[]] = [passphraseWay]): Promise<Uint8Array<ArrayBuffer>> {
  return createVault({ ways, contents, atMs }).then((vault) => sealVault(vault));
}

function isFault(code: VaultFaultCode) {
  return (error: unknown) => error instanceof VaultFault && error.code === code;
}

describe("a vault", () => {
  test("opens with what it was sealed with, and holds what was put in", async () => {
    const bytes = await seal([passphraseWay, passkeyWay]);
    for (const credential of [passphrase, passkeyWay] satisfies Credential[]) {
      const vault = await openVault(bytes, credential);
      assert.deepEqual(vault.contents, contents);
      assert.equal(vault.isWhole, true);
    }
  });

  test("says before it is opened which ways there are", async () => {
    const ways = waysInto(await seal([passphraseWay, passkeyWay]));
    assert.deepEqual(
      ways.map(({ kind, label, createdAt }) => [kind, label, createdAt]),
      [
        ["passphrase", "Passphrase", atMs],
        ["passkey", "", atMs],
      ],
    );
  });

  test("opens however the keyboard composes an accent", async () => {
    const way = { kind: "passphrase", passphrase: "caf\u00e9", cost: cheap } as const;
    const bytes = await createVault({ ways: [way], contents, atMs }).then((vault) =>
      sealVault(vault),
    );
    assert.ok(await openVault(bytes, { kind: "passphrase", passphrase: "cafe\u0301" }));
  });

  const refused: readonly [string, Credential, VaultFaultCode][] = [
    ["a wrong passphrase", wrong, "wrongPassphrase"],
    ["no passphrase", { kind: "passphrase", passphrase: "" }, "emptyPassphrase"],
    ["a passkey where it has none", passkeyWay, "noSuchWay"],
  ];
  for (const [what, credential, code] of refused) {
    test(`stays shut and as it was for ${what}`, async () => {
      const bytes = await seal();
      const before = Uint8Array.from(bytes);
      await assert.rejects(openVault(bytes, credential), isFault(code));
      assert.deepEqual(bytes, before);
      assert.ok(await openVault(bytes, passphrase));
    });
  }

  test("stays shut for a passkey whose PRF gives something else", async () => {
    const bytes = await seal([passkeyWay]);
    const other = { ...passkeyWay, prfOutput: new Uint8Array(32) };
    await assert.rejects(openVault(bytes, other), isFault("wrongPasskey"));
  });

  test("does not let its key out", async () => {
    const { sealing } = await openVault(await seal(), passphrase);
    await assert.rejects(crypto.subtle.exportKey("raw", sealing.key));
  });

  test("is given a way in by whoever can open it, and loses one but never the last", async () => {
    const vault = await openVault(await seal(), passphrase);
    const change = { way: passkeyWay, atMs };
    await assert.rejects(addWay(vault, { opener: wrong, ...change }), isFault("wrongPassphrase"));
    const both = await addWay(vault, { opener: passphrase, ...change });
    const [first, second] = both.ways;
    assert.ok(first && second);
    const passkeyOnly = removeWay(both, first.id, atMs);
    assert.throws(() => removeWay(passkeyOnly, second.id, atMs), isFault("lastWay"));
    assert.throws(() => removeWay(passkeyOnly, first.id, atMs), isFault("noSuchWay"));
    assert.deepEqual(passkeyOnly.sealing.ways[0], { id: first.id, removedAt: atMs });
    const bytes = await sealVault(passkeyOnly);
    assert.deepEqual((await openVault(bytes, passkeyWay)).contents, contents);
    await assert.rejects(openVault(bytes, passphrase), isFault("noSuchWay"));
  });

  test("is sealed anew after each change, never twice under one nonce", async () => {
    const vault = await openVault(await seal(), passphrase);
    const changed = withContents(vault, emptyContents);
    const [one, two] = [await sealVault(changed), await sealVault(changed)];
    assert.notDeepEqual(one, two);
    assert.deepEqual((await openVault(two, passphrase)).contents, emptyContents);
  });

  test("that is open opens what another window made of it, and no other vault", async () => {
    const vault = await openVault(await seal(), passphrase);
    const elsewhere = await sealVault(withContents(vault, emptyContents));
    assert.deepEqual((await openAgain(vault, elsewhere)).contents, emptyContents);
    await assert.rejects(openAgain(vault, await seal()), isFault("otherVault"));
  });

  test("of a later version, or no vault at all, is named as such", async () => {
    const bytes = await seal();
    bytes[8] = 2;
    await assert.rejects(openVault(bytes, passphrase), isFault("newerVersion"));
    await assert.rejects(openVault(bytesOf("{}"), passphrase), isFault("notAVault"));
    await assert.rejects(openVault(new Uint8Array(), passphrase), isFault("notAVault"));
  });

  test("keeps a slot that it does not know", async () => {
    const bytes = Uint8Array.from(firstVault);
    bytes[150] = 99; // the kind of the second slot
    const vault = await openVault(bytes, vectorPassphrase);
    assert.deepEqual([vault.isWhole, vault.ways[1]?.kind], [false, "unknown"]);
    const again = await sealVault(vault);
    assert.deepEqual(again.subarray(0, 271), bytes.subarray(0, 271));
    assert.deepEqual((await openVault(again, vectorPassphrase)).ways, vault.ways);
  });

  test("mends a slot whose bytes were damaged, and drops one that it never had", async () => {
    const bytes = await seal([passphraseWay, passkeyWay]);
    const damaged = bytes.with(26, 99); // the kind of the first slot
    await assert.rejects(openVault(damaged, passphrase), isFault("damaged"));
    const vault = await openVault(damaged, passkeyWay);
    assert.equal(vault.isWhole, false);
    assert.ok(await openVault(await sealVault(vault), passphrase));

    // Whoever keeps the file for a person may put slots into it; they lead nowhere and do not stay.
    const stranger = await createVault({ ways: [passphraseWay], contents, atMs });
    const slots = slotsOf(stranger.sealing.ways).map(writeSlot);
    const padded = concat(bytes.subarray(0, 25), numberBytes(3, 1), ...slots, bytes.subarray(26));
    const opened = await openVault(padded, passphrase);
    assert.deepEqual(opened.ways.length, 2);
    assert.deepEqual(waysInto(await sealVault(opened)), waysInto(bytes));
  });
});

describe("a damaged vault", () => {
  test("never opens to something else, whichever byte was changed", async () => {
    const bytes = await seal([passphraseWay, passkeyWay]);
    // A slot that asks for half a gigabyte is tried, and takes its time: not here.
    const asksForMuchMemory = (at: number) => at >= 78 && at < 81;
    const change = fc.record({
      at: fc.nat({ max: bytes.length - 1 }).filter((at) => !asksForMuchMemory(at)),
      by: fc.integer({ min: 1, max: 255 }),
    });
    const property = fc.asyncProperty(change, async ({ at, by }) => {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ by;
      for (const credential of [passphrase, passkeyWay] satisfies Credential[]) {
        await opensToTheSame(changed, credential);
      }
    });
    const fewerOfTheCost = (at: number) => ({ at, by: 1 });
    await fc.assert(property, {
      numRuns: 300,
      examples: [[fewerOfTheCost(0)], [fewerOfTheCost(8)], [fewerOfTheCost(bytes.length - 1)]],
    });
  });

  test("never opens when it is cut short, or when something hangs on", async () => {
    const bytes = await seal();
    for (let length = 8; length < bytes.length; length += 7) {
      await assert.rejects(openVault(bytes.subarray(0, length), passphrase), isFault("damaged"));
    }
    const longer = new Uint8Array([...bytes, 0]);
    await assert.rejects(openVault(longer, passphrase), isFault("damaged"));
  });

  test("never opens under another vault's header", async () => {
    const [one, other] = [await seal(), await seal()];
    one.set(other.subarray(0, 25));
    await assert.rejects(openVault(one, passphrase), isFault("damaged"));
  });

  async function opensToTheSame(bytes: Uint8Array, credential: Credential): Promise<void> {
    try {
      const vault = await openVault(bytes, credential);
      assert.deepEqual(vault.contents, contents);
      assert.equal(vault.isWhole, false);
    } catch (error) {
      if (!(error instanceof VaultFault)) throw error;
      const codes = ["damaged", "notAVault", "newerVersion", "noSuchWay"];
      assert.ok(codes.includes(error.code), error.code);
    }
  }
});

test("contents are read back as they were written", async () => {
  const { sealing } = await createVault({ ways: [passphraseWay, passkeyWay], contents, atMs });
  const removed = { id: "0".repeat(32), removedAt: atMs, keptAt: atMs + 1 };
  const ways = [...sealing.ways, removed];
  fc.assert(
    fc.property(anyItems, (items) => {
      const written: VaultContents = { items };
      assert.deepEqual(parseSealed(writeSealed(written, ways)), { contents: written, ways });
    }),
    { numRuns: 200 },
  );
});

describe("contents that no vault should hold are refused", () => {
  const entry = {
    ...{ kind: "totp", id: "5a0a8e6e-0f0b-4d6c-9d55-000000000000", secret: "MFRGG" },
    ...{ hash: "SHA1", digits: 6, periodSeconds: 30, issuer: "", account: "a" },
    ...{ order: 0, createdAt: 0, changedAt: 0 },
  };
  const faulty: Readonly<Record<string, unknown>> = {
    "no object": [],
    "a kind that nobody knows": { ...entry, kind: "steam" },
    "no key": { ...entry, secret: "" },
    "a key that is not base32": { ...entry, secret: "M!RGG" },
    "a hash that nobody knows": { ...entry, hash: "__proto__" },
    "five digits": { ...entry, digits: 5 },
    "half a period": { ...entry, periodSeconds: 0.5 },
    "no period": { ...entry, periodSeconds: undefined },
    "an issuer that is a number": { ...entry, issuer: 1 },
    "an id that is none": { ...entry, id: "../.." },
    "no instant": { ...entry, changedAt: "yesterday" },
    "a counter below zero": { ...entry, kind: "hotp", counter: -1 },
  };
  for (const [what, item] of Object.entries(faulty)) {
    test(what, () => {
      const bytes = bytesOf(JSON.stringify({ version: 1, items: [item] }));
      assert.throws(() => parseSealed(bytes), isFault("damaged"));
    });
  }

  test("the same id twice, no JSON, a later version", () => {
    const twice = bytesOf(JSON.stringify({ version: 1, items: [entry, entry] }));
    assert.throws(() => parseSealed(twice), isFault("damaged"));
    assert.throws(() => parseSealed(bytesOf("{")), isFault("damaged"));
    assert.throws(() => parseSealed(bytesOf('{"version":0,"items":[]}')), isFault("damaged"));
    assert.throws(() => parseSealed(bytesOf('{"version":3}')), isFault("newerVersion"));
  });

  test("ways that are none, or all removed", async () => {
    const { sealing } = await createVault({ ways: [passphraseWay], contents, atMs });
    const written = writeSealed(emptyContents, sealing.ways);
    const { ways } = JSON.parse(Buffer.from(written).toString()) as { ways: [{ id: string }] };
    const [way] = ways;
    const removed = { id: way.id, removedAt: atMs };
    const wrongId = { ...way, id: "0".repeat(32) };
    for (const list of [
      undefined,
      [],
      [removed],
      [way, way],
      [wrongId],
      [{ ...way, slot: "AAAA" }],
      [{ ...way, slot: "!" }],
      [way, { id: "one", removedAt: 0 }],
      [way, { id: "0".repeat(32) }],
    ]) {
      const bytes = bytesOf(JSON.stringify({ version: 2, items: [], ways: list }));
      assert.throws(() => parseSealed(bytes), isFault("damaged"), JSON.stringify(list));
    }
  });
});

describe("the test vector in docs/reference/vault.md", () => {
  const page = readFileSync(
    new URL("../../../../docs/reference/vault.md", import.meta.url),
    "utf8",
  );
  const block = /```hex\n([^`]*)```/.exec(page)?.[1] ?? "";
  const vector = Buffer.from(block.replaceAll(/\s|#.*/g, ""), "hex");
  const json = /```json\n([^`]*)```/.exec(page)?.[1] ?? "";
  const secret = vectorPassphrase.passphrase;
  const prfOutput = new Uint8Array(32).fill(0x42);

  test("is what we write", async () => {
    const vault = await createVault({
      ways: [
        {
          kind: "passphrase",
          passphrase: secret,
          cost: { memoryKiB: 1024, iterations: 2, lanes: 1 },
          label: "Passphrase",
        },
        { kind: "passkey", credentialId: bytesOf("key"), prfSalt: new Uint8Array(32), prfOutput },
      ],
      contents: vectorContents(),
      atMs,
      random: countingRandom(),
    });
    const bytes = await sealVault(vault, { random: () => new Uint8Array(12).fill(0xff) });
    assert.equal(Buffer.from(bytes).toString("hex"), vector.toString("hex"));
  });

  test("is what we read", async () => {
    const byPassphrase = await openVault(vector, vectorPassphrase);
    const byPasskey = await openVault(vector, { kind: "passkey", prfOutput });
    assert.deepEqual(byPassphrase.contents, vectorContents());
    assert.deepEqual(byPasskey.contents, vectorContents());
  });

  test("and what was written before there were ways is read, and written as today", async () => {
    const vault = await openVault(firstVault, vectorPassphrase);
    assert.deepEqual(vault.contents, vectorContents());
    const bytes = await sealVault(vault, { random: () => new Uint8Array(12).fill(0xff) });
    assert.deepEqual(Buffer.from(bytes).toString("hex"), vector.toString("hex"));
    assert.ok(await openVault(firstVault, { kind: "passkey", prfOutput }));
  });

  test("is what somebody else reads who has only the page", () => {
    const parameters = {
      ...{ message: Buffer.from(secret), nonce: vector.subarray(62, 78) },
      ...{ memory: 1024, passes: 2, parallelism: 1, tagLength: 32 },
    };
    const header = vector.subarray(0, 25);
    const slotOne = { head: vector.subarray(26, 90), sealed: vector.subarray(90, 150) };
    const one = open(argon2Sync("argon2id", parameters), slotOne.sealed, [header, slotOne.head]);
    const slotTwo = { head: vector.subarray(150, 211), sealed: vector.subarray(211, 271) };
    const info = "Sallyport vault 1, passkey slot";
    const wrapping = hkdfSync("sha256", prfOutput, vector.subarray(176, 208), info, 32);
    const two = open(Buffer.from(wrapping), slotTwo.sealed, [header, slotTwo.head]);
    assert.deepEqual(one, two);
    const length = vector.readUInt32BE(283);
    const nonce = vector.subarray(271, 283);
    const sealed = Buffer.concat([nonce, vector.subarray(287, 287 + length)]);
    const opened = open(one, sealed, [header]);
    assert.deepEqual(JSON.parse(opened.toString()), JSON.parse(json));
    const sum = createHash("sha256").update(vector.subarray(0, -32)).digest();
    assert.deepEqual(sum, vector.subarray(-32));
  });

  function vectorContents(): VaultContents {
    const id = "00000000-0000-4000-8000-000000000001" as ReturnType<typeof newEntryId>;
    return { items: [makeEntry(sampleDraft(), { id, order: 0, atMs })] };
  }

  function open(key: Buffer, sealed: Buffer, additional: readonly Buffer[]): Buffer {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
    decipher.setAAD(Buffer.concat(additional));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  }
});
