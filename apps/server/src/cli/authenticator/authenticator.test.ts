import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { emptyContents, exportSealed } from "@sallyport/vault";
import { runCommandLine } from "../main.ts";

const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const uri = (account: string) => `otpauth://totp/AWS:${account}?secret=${key}&issuer=AWS`;

let folder: string;
let homes = 0;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-authenticator-"));
});
after(() => rm(folder, { recursive: true, force: true }));

/** A home of its own for each test, in which `sallyport authenticator` is run; each line is one of standard input. */
async function home({ vault = "a vault of low cost" as "none" | "a vault of low cost" } = {}) {
  const directory = await mkdtemp(join(folder, `home-${homes++}-`));
  const path = join(directory, "my.vault");
  const cost = { memoryKiB: 8, iterations: 1, lanes: 1 };
  if (vault !== "none") {
    const sealed = { contents: emptyContents, passphrase: "pass phrase", atMs: 0, cost };
    await writeFile(path, await exportSealed(sealed));
  }
  async function run(args: readonly string[], ...lines: readonly string[]) {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const options = ["--passphrase-stdin", ...(vault === "none" ? [] : ["--vault", path])];
    const code = await runCommandLine(["authenticator", ...args, ...options], {
      env: { HOME: directory },
      currentDirectory: directory,
      stdin: Readable.from([Buffer.from(lines.join("\n"))]),
      stdout,
      stderr,
    });
    stdout.end();
    stderr.end();
    return { code, out: await text(stdout), err: await text(stderr) };
  }
  return { directory, path, run };
}

describe("sallyport authenticator", () => {
  test("makes a vault for its owner alone, in the configuration directory", async () => {
    const { directory, run } = await home({ vault: "none" });
    const added = await run(["add"], "a new passphrase", uri("alice"));
    assert.deepEqual(added, { code: 0, out: "Added: AWS (alice)\n", err: "" });
    const path = join(directory, ".config", "sallyport", "authenticator.vault");
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(path, ".."))).mode & 0o777, 0o700);
    assert.ok(!(await readFile(path)).includes("alice"));
    assert.match((await run(["list"], "a new passphrase")).out, /AWS {5}alice/);
  });

  test("prints oathtool's codes, now and next", async () => {
    const { run } = await home();
    await run(
      ["add", "--account", "alice"],
      "pass phrase",
      "gezd gnbv gy3t qojq gezd-gnbv gy3t qojq",
    );
    const oathtool = async () => {
      const call = ["--totp", "--base32", "--window=1", key];
      return (await promisify(execFile)("oathtool", call)).stdout;
    };
    const earlier = await oathtool();
    const { out, err } = await run(["code", "ali", "--next"], "pass phrase");
    assert.ok([earlier, await oathtool()].includes(out));
    assert.match(err, /^\d+ s left\n$/);
    const json = JSON.parse((await run(["code", "alice", "--json"], "pass phrase")).out);
    assert.deepEqual(Object.keys(json), ["account", "code", "secondsLeft"]);
  });

  test("prints each HOTP code once", async () => {
    const { run } = await home();
    await run(["add", "--account", "bob", "--counter", "0"], "pass phrase", key);
    // RFC 4226, Appendix D
    for (const expected of ["755224\n", "287082\n", "359152\n"]) {
      assert.equal((await run(["code", "bob"], "pass phrase")).out, expected);
    }
    assert.equal((await run(["code", "bob", "--next"], "pass phrase")).out, "969429\n338314\n");
    assert.equal((await run(["code", "bob"], "pass phrase")).out, "254676\n");
  });

  test("does not add twice, and says which of several is meant", async () => {
    const { run } = await home();
    const other = uri("alice-2").replace("GEZD", "MFRG");
    assert.equal((await run(["add"], "pass phrase", uri("alice-1"), other)).code, 0);
    const again = await run(["add"], "pass phrase", uri("someone"));
    assert.deepEqual([again.code, again.err], [3, "There already: AWS (someone)\n"]);
    const ambiguous = await run(["code", "alice"], "pass phrase");
    assert.equal(ambiguous.code, 2);
    assert.match(
      ambiguous.err,
      /any of these:\n {2}AWS \(alice-1\).*\n {2}AWS \(alice-2\).*\nSay more/,
    );
    const absent = await run(["code", "carol"], "pass phrase");
    assert.deepEqual([absent.code, absent.err], [1, 'sallyport: There is no account "carol".\n']);
  });

  test("leaves the vault as it is for a wrong passphrase, and for a key that is none", async () => {
    const { path, run } = await home();
    await run(["add"], "pass phrase", uri("alice"));
    const bytes = await readFile(path);
    const wrong = await run(["code", "alice"], "pass phrases");
    assert.deepEqual(wrong, {
      ...{ code: 1, out: "" },
      err: "sallyport: That passphrase does not open this vault.\n",
    });
    const faulty = await run(["add", "--account", "x"], "pass phrase", "GEZD!");
    assert.equal(faulty.code, 2);
    assert.match(faulty.err, /Character 5 is not a character of a base32 key/);
    const nobodys = await run(["add"], "pass phrase", key);
    assert.equal(nobodys.code, 2);
    assert.match(nobodys.err, /^sallyport: Whose key is it\? Say so by --issuer, by --account/);
    assert.deepEqual(await readFile(path), bytes);
  });

  test("takes a short key only on demand, a piece of one never, and what another app holds as it is", async () => {
    const { directory, path, run } = await home();
    const before = await readFile(path);
    const refused = await run(["add", "--account", "alice"], "pass phrase", "GEZDGNBV");
    assert.equal(refused.code, 2);
    assert.match(refused.err, /only 5 bytes.*--short-key/);
    const piece = ["add", "--account", "alice", "--short-key"];
    assert.match((await run(piece, "pass phrase", "GEZD")).err, /too short to be whole/);
    assert.deepEqual(await readFile(path), before);
    assert.equal((await run(piece, "pass phrase", "GEZDGNBV")).code, 0);
    await writeFile(join(directory, "list.txt"), "otpauth://totp/Old:bob?secret=GEZD\n");
    const { out } = await run(["import", "list.txt"], "pass phrase");
    assert.equal(out, "Added: Old (bob) (its key is short, and so easier to guess than most)\n");
    await run(["add"], "pass phrase", uri("carol"));
    const { accounts } = JSON.parse((await run(["list", "--json"], "pass phrase")).out);
    assert.deepEqual(
      accounts.map((each: { account: string; shortKey: boolean }) => [each.account, each.shortKey]),
      [
        ["alice", true],
        ["bob", true],
        ["carol", false],
      ],
    );
  });

  test("loses nothing when commands save at once", async () => {
    const { run } = await home();
    const accounts = ["a1", "b2", "c3", "d4", "e5"];
    const keys = ["MFRG", "MFRH", "MFRI", "MFRJ", "MFRK"];
    const codes = await Promise.all(
      accounts.map(async (account, index) => {
        const one = uri(account).replace("GEZD", keys[index] ?? "");
        return (await run(["add"], "pass phrase", one)).code;
      }),
    );
    assert.deepEqual(codes, [0, 0, 0, 0, 0]);
    const { accounts: listed } = JSON.parse((await run(["list", "--json"], "pass phrase")).out);
    assert.deepEqual(listed.map((one: { account: string }) => one.account).sort(), accounts);
  });

  test("exports sealed, and imports it elsewhere once", async () => {
    const [from, to] = [await home(), await home()];
    await from.run(["add"], "pass phrase", uri("alice"));
    const out = join(from.directory, "backup.vault");
    const exported = await from.run(["export", "--out", out], "pass phrase", "export phrase");
    assert.deepEqual([exported.code, exported.err], [0, ""]);
    assert.equal((await stat(out)).mode & 0o777, 0o600);
    assert.equal((await from.run(["export", "--out", out], "pass phrase", "x")).code, 3);
    const dry = await to.run(["import", out, "--dry-run"], "pass phrase", "export phrase");
    assert.equal(dry.out, "Would be added: AWS (alice)\n");
    assert.equal((await to.run(["list"], "pass phrase")).out.includes("alice"), false);
    const imported = await to.run(["import", out, "--json"], "pass phrase", "export phrase");
    assert.deepEqual(JSON.parse(imported.out), {
      ...{ format: "sallyport", added: ["AWS (alice)"], restored: [], duplicates: [], refused: [] },
    });
    const again = await to.run(["import", out], "pass phrase", "export phrase");
    assert.equal(again.out, "There already: AWS (alice)\n");
    const wrong = await to.run(["import", out], "pass phrase", "pass phrase");
    assert.match(wrong.err, /That passphrase does not open this file/);
  });

  test("exports a plain list only when asked to, with a warning", async () => {
    const { run } = await home();
    await run(["add"], "pass phrase", uri("alice"));
    const { out, err } = await run(["export", "--plain"], "pass phrase");
    assert.deepEqual(
      [out, err],
      [`${uri("alice")}\n`, "This is not encrypted: whoever sees it has your keys.\n"],
    );
  });

  test("says of a file that is no export that it is none, before it asks for a passphrase", async () => {
    const { directory, run } = await home({ vault: "none" });
    await writeFile(join(directory, "picture.png"), "A".repeat(2 ** 20));
    const { code, err } = await run(["import", "picture.png"]);
    assert.deepEqual(
      [code, err],
      [1, "sallyport: This is no export of an authenticator that we can read.\n"],
    );
    const absent = await run(["import", "absent.json"]);
    assert.equal(absent.err, `sallyport: There is no file ${join(directory, "absent.json")}.\n`);
    assert.deepEqual(await readdir(directory), ["picture.png"]);
  });

  test("lets no account's name write to the terminal", async () => {
    const { run } = await home();
    await run(["add"], "pass phrase", uri("%1B%5B2Jx"));
    const { out } = await run(["list"], "pass phrase");
    assert.ok(!out.includes("\u001b"));
  });
});
