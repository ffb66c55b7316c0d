// The hashes themselves are held against node:crypto in vault.test.ts and by the exports of other apps; here, that whoever gives
// the engine others is asked for every one.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { emptyContents } from "./entry/entry.ts";
import { exportSealed } from "./export/export.ts";
import { ImportFault } from "./import/fault.ts";
import { readImport } from "./import/read-import.ts";
import { type SlowHashes, slowHashes } from "./slow-hashes.ts";
import { otherExports, password } from "./testing/exports.ts";
import { cheap } from "./testing/samples.ts";
import { VaultFault } from "./vault/fault.ts";
import { addWay, createVault, openVault, sealVault } from "./vault/vault.ts";

/** Counts what is asked of it. */
function counting(): SlowHashes & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    argon2id: (...job) => {
      asked.push("argon2id");
      return slowHashes.argon2id(...job);
    },
    scrypt: (...job) => {
      asked.push("scrypt");
      return slowHashes.scrypt(...job);
    },
  };
}

/** A device that has not the memory, as WebAssembly says it. */
const tooSmall: SlowHashes = {
  argon2id: () => Promise.reject(new RangeError("WebAssembly.Memory(): could not allocate memory")),
  scrypt: () => Promise.reject(new RangeError("WebAssembly.Memory(): could not allocate memory")),
};

const way = { kind: "passphrase", passphrase: "one", cost: cheap } as const;
const other = { kind: "passphrase", passphrase: "two", cost: cheap } as const;
const start = { contents: emptyContents, atMs: 0 };
const sealedExports = otherExports.filter(({ sealed, format }) => {
  return sealed === true && ["aegis", "ente", "sallyport"].includes(format);
});

describe("hashes that were given", () => {
  test("are asked by every step that takes a passphrase", async () => {
    const hashes = counting();
    const vault = await createVault({ ways: [way], ...start, hashes });
    assert.equal(hashes.asked.length, 1);
    await openVault(await sealVault(vault), way, { hashes });
    assert.equal(hashes.asked.length, 2);
    await addWay(vault, { opener: way, way: other, atMs: 1, hashes });
    assert.equal(hashes.asked.length, 4);
    await exportSealed({ ...start, passphrase: "three", cost: cheap, hashes });
    assert.equal(hashes.asked.length, 5);
  });

  for (const { what, format, file } of sealedExports) {
    test(`are asked by ${what}`, async () => {
      const hashes = counting();
      await readImport(await file(), { passphrase: password, hashes });
      assert.deepEqual(hashes.asked, [format === "aegis" ? "scrypt" : "argon2id"]);
    });

    test(`${what}: too little memory is said to be so`, async () => {
      const reading = readImport(await file(), { passphrase: password, hashes: tooSmall });
      const isSaid = (error: unknown) =>
        error instanceof ImportFault && error.code === "notEnoughMemory";
      await assert.rejects(reading, isSaid);
    });
  }

  test("too little memory keeps a vault shut, and says why", async () => {
    const bytes = await sealVault(await createVault({ ways: [way], ...start }));
    const isSaid = (error: unknown) =>
      error instanceof VaultFault && error.code === "notEnoughMemory";
    await assert.rejects(openVault(bytes, way, { hashes: tooSmall }), isSaid);
  });
});
