// `sallyport authenticator sync` against a server that was really started: vaults on two machines, kept in step.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Client } from "../support/client.ts";
import { makeAccount, signInRoot } from "../support/people.ts";
import {
  type Folder,
  makeFolder,
  runSallyport,
  type Sallyport,
  startSallyport,
} from "../support/sallyport.ts";

const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const uri = (name: string) =>
  `otpauth://totp/${name}?secret=${key.slice(0, -name.length)}${name.toUpperCase()}&issuer=AWS`;

let folder: Folder;
let server: Sallyport;
let console: Client;
before(async () => {
  folder = await makeFolder();
  const settings = folder.settings();
  server = await startSallyport(settings);
  await makeAccount(settings);
  console = await signInRoot(server.origin);
});
after(async () => {
  console.close();
  await server.stop();
  await folder.remove();
});

/** A machine with a vault of its own; each line is one of standard input. */
function machine(name: string) {
  const path = join(folder.path, `${name}.vault`);
  const run = async (args: readonly string[], ...lines: readonly string[]) => {
    const all = ["authenticator", ...args, "--vault", path, "--passphrase-stdin"];
    const { code, stdout, stderr } = await runSallyport(all, {
      settings: {},
      stdin: `${lines.join("\n")}\n`,
    });
    return { code, out: stdout, err: stderr };
  };
  const accounts = async (passphrase: string) =>
    (await run(["list"], passphrase)).out.match(/\b(?:alice|bob|carol)\b/g)?.sort() ?? [];
  return { path, run, accounts };
}

const newCode = async () =>
  (await console.succeed<{ pairingCode: string }>("StartVaultPairing", {})).pairingCode;
const devices = async () =>
  (await console.succeed<{ devices: { name: string; deviceId: string }[] }>("GetVaultSync", {}))
    .devices;
const connect = () => ["sync", "--connect", server.origin];

test("vaults on three machines come to have the same, and one that is removed stops", async () => {
  const [one, two, three] = [machine("one"), machine("two"), machine("three")];
  await one.run(["add"], "first", uri("alice"));
  await two.run(["add"], "second", uri("bob"));
  assert.match((await one.run(["sync"], "first")).err, /not synced: connect it/);

  const first = await one.run([...connect(), "--name", "Desk"], "first", await newCode());
  assert.deepEqual([first.code, first.out], [0, "Synced: 1\n"]);
  assert.match(first.err, /^These are the devices of root user, account \d{12}\.\n$/);
  const kept = await readFile(`${one.path}.sync`);
  assert.ok(!kept.includes("token") && !kept.includes(server.origin), "the token is sealed");

  // Another vault: its accounts are brought over only where that was asked for.
  const before = await readFile(two.path);
  const refused = await two.run(connect(), "second", await newCode(), "first");
  assert.equal(refused.code, 1);
  assert.match(refused.err, /1 accounts here, 1 in the synced vault, 0 in both\./);
  assert.match(refused.err, /say --join/);
  const wrong = await two.run([...connect(), "--join"], "second", await newCode(), "second");
  assert.match(wrong.err, /That passphrase does not open this vault/);
  assert.deepEqual(await readFile(two.path), before);
  assert.ok(!existsSync(`${two.path}.sync`));
  assert.deepEqual(
    (await devices()).map(({ name }) => name),
    ["Desk"],
    "who was refused is off the list",
  );
  const args = [...connect(), "--join", "--name", "Laptop", "--json"];
  const joined = await two.run(args, "second", await newCode(), "first");
  assert.deepEqual([joined.code, joined.out], [0, '{"accounts":2}\n']);
  assert.match((await two.run(["list"], "second")).err, /does not open this vault/);

  // A machine that has no vault gets the synced one.
  const third = await three.run([...connect(), "--name", "Tablet"], await newCode(), "first");
  assert.deepEqual([third.code, third.out], [0, "Synced: 2\n"]);
  await three.run(["add"], "first", uri("carol"));
  for (const each of [three, one, two]) {
    assert.deepEqual((await each.run(["sync"], "first")).out, "Synced: 3\n");
  }

  const laptop = (await devices()).find(({ name }) => name === "Laptop");
  await console.succeed("RemoveVaultDevice", { deviceId: laptop?.deviceId });
  const removed = await two.run(["sync"], "first");
  assert.equal(removed.code, 1);
  assert.match(
    removed.err,
    /removed in the console, or .* half a year\. It syncs no more; its accounts are still/,
  );
  assert.ok(!existsSync(`${two.path}.sync`));

  for (const each of [one, three])
    assert.equal((await each.run(["sync", "--leave"], "first")).code, 0);
  assert.deepEqual(await devices(), []);
  for (const each of [one, two]) {
    assert.deepEqual(await each.accounts("first"), ["alice", "bob", "carol"]);
  }
});

test("a code that nobody gave, and an address without TLS, are refused", async () => {
  const one = machine("four");
  await one.run(["add"], "first", uri("alice"));
  const guessed = await one.run(connect(), "first", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG");
  assert.equal(guessed.code, 1);
  assert.match(guessed.err, /does not take that pairing code/);
  const open = await one.run(["sync", "--connect", "http://id.example.com"], "first", "AAAA");
  assert.equal(open.code, 2);
  assert.match(open.err, /https address/);
});
