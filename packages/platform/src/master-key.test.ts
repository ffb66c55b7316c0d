import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { inspect } from "node:util";
import { OperatorFault } from "./fault.ts";
import { loadMasterKey, type MasterKeySource } from "./master-key.ts";

const sampleKey = Buffer.from("the key of the tests: 32 bytes!!").toString("base64");

async function subkeyOf(source: MasterKeySource, mayMake = true): Promise<string> {
  const { masterKey } = await loadMasterKey(source, { mayMake });
  return masterKey.subkey("test").export().toString("hex");
}

describe("the master key", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sallyport-key-"));
  });
  after(() => rm(folder, { recursive: true }));

  const refused = (source: MasterKeySource, message: RegExp) =>
    assert.rejects(loadMasterKey(source, { mayMake: true }), (error: Error) => {
      assert.ok(error instanceof OperatorFault);
      assert.match(error.message, message);
      assert.ok(!error.message.includes("\n"), "the reason is one line");
      return true;
    });

  test("a key file is made at first start, for its owner alone", async () => {
    const path = join(folder, "made", "sallyport.key");
    const first = await loadMasterKey({ kind: "file", path }, { mayMake: true });
    assert.equal(first.madeFile, path);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.match(await readFile(path, "utf8"), /^[A-Za-z0-9+/]{43}=\n$/);
    assert.deepEqual(await readdir(join(folder, "made")), ["sallyport.key"]);

    const second = await loadMasterKey({ kind: "file", path }, { mayMake: true });
    assert.equal(second.madeFile, undefined);
    assert.equal(
      await subkeyOf({ kind: "file", path }),
      first.masterKey.subkey("test").export().toString("hex"),
    );
  });

  test("many processes that make it at once end with one key", async () => {
    const path = join(folder, "race.key");
    const keys = await Promise.all(
      Array.from({ length: 20 }, () => subkeyOf({ kind: "file", path })),
    );
    assert.equal(new Set(keys).size, 1);
  });

  test("a missing file is not replaced where something is sealed already", async () => {
    const path = join(folder, "lost.key");
    await assert.rejects(
      loadMasterKey({ kind: "file", path }, { mayMake: false }),
      /is missing.*Put it back from your back-up/,
    );
    await assert.rejects(stat(path), { code: "ENOENT" });
  });

  for (const mode of [0o640, 0o604, 0o660, 0o620]) {
    test(`a file of mode ${mode.toString(8)} is refused`, async () => {
      const path = join(folder, `open-${mode}.key`);
      await writeFile(path, sampleKey);
      await chmod(path, mode);
      await refused({ kind: "file", path }, /can be read by others than its owner/);
    });
  }

  for (const [name, content] of Object.entries({
    empty: "",
    "too short": Buffer.alloc(31, 1).toString("base64"),
    "too long": Buffer.alloc(33, 1).toString("base64"),
    "32 raw bytes": Buffer.alloc(32, 0xe1),
    "a whole disk": "A".repeat(100_000),
    "two lines": `${sampleKey}\n${sampleKey}`,
  })) {
    test(`a key file that is ${name} is refused`, async () => {
      const path = join(folder, `${name}.key`);
      await writeFile(path, content, { mode: 0o600 });
      await refused({ kind: "file", path }, /does not hold 32 bytes in base64/);
    });
  }

  test("a directory in the place of the file is refused", async () => {
    await refused({ kind: "file", path: folder }, /is not a file|cannot be read/);
  });

  test("file, variable and command give the same key", async () => {
    const path = join(folder, "same.key");
    await writeFile(path, `${sampleKey}\n`, { mode: 0o600 });
    const fromText = await subkeyOf({ kind: "text", text: sampleKey });
    assert.equal(await subkeyOf({ kind: "file", path }), fromText);
    assert.equal(await subkeyOf({ kind: "command", command: `cat "${path}"` }), fromText);
    assert.equal(
      await subkeyOf({ kind: "command", command: `sh -c 'cat ${path} | head -c 44'` }),
      fromText,
    );
  });

  test("no shell expands the command", async () => {
    await refused({ kind: "command", command: "echo $HOME" }, /does not hold 32 bytes/);
    await refused({ kind: "command", command: `echo ${sampleKey} ; true` }, /does not hold/);
  });

  test("a command that fails says how, without its words or output", async () => {
    await refused({ kind: "command", command: "no-such-program-here" }, /no such program/);
    await refused({ kind: "command", command: "sh -c 'exit 3'" }, /ended with code 3/);
    await refused({ kind: "command", command: "sh -c 'unended" }, /a quote does not end/);
    await refused({ kind: "text", text: "hunter2" }, /^SALLYPORT_MASTER_KEY does not hold/);
    await assert.rejects(
      loadMasterKey(
        { kind: "command", command: `sh -c 'echo ${sampleKey}; exit 1'` },
        { mayMake: true },
      ),
      (error: Error) => !inspect(error).includes(sampleKey),
    );
  });

  test("printing it shows nothing of the key", async () => {
    const { masterKey } = await loadMasterKey(
      { kind: "text", text: sampleKey },
      { mayMake: false },
    );
    assert.ok(!inspect(masterKey, { depth: 9, showHidden: true }).includes("the key of"));
    assert.equal(JSON.stringify({ masterKey }), '{"masterKey":{}}');
  });
});
