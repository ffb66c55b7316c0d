// `sallyport rotate-master-key` beside a server that goes on answering, also ended by `kill -9`: afterwards the old master key opens
// nothing, and keys, seeds, sessions and the audit trail are what they were.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { copyFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { Keys } from "../support/aws.ts";
import { postgresIn, sqliteIn } from "../support/databases.ts";
import { patienceMs } from "../support/patience.ts";
import { type Folder, runSallyport, spawnSallyport } from "../support/sallyport.ts";
import { makeSealedPeople, type SealedPeople } from "../support/sealed-people.ts";

const engines = [
  { name: "a SQLite file", open: async (folder: Folder) => sqliteIn(folder) },
  { name: "PostgreSQL", open: (folder: Folder) => postgresIn(folder) },
];

for (const { name, open } of engines) {
  describe(`the master key on ${name}`, () => {
    let people: SealedPeople;
    let session: Keys;
    const at = (file: string) => join(people.folder.path, file);
    const newSession = (index: number) => people.newSession(people.person(index));
    const wraps = async () =>
      JSON.stringify([
        await people.database.query("select version, wrapped from keyring order by version"),
        await people.database.query(
          "select name, value from meta where name like 'digest-key %' order by name",
        ),
      ]);
    const run = (args: readonly string[], more: Record<`SALLYPORT_${string}`, string> = {}) =>
      runSallyport(args, { settings: { ...people.database.settings, ...more } });
    const withPrevious = () => ({ SALLYPORT_PREVIOUS_MASTER_KEY_FILE: at("data.key.previous") });

    before(async () => {
      people = await makeSealedPeople(open, 5);
      session = await newSession(0);
    });
    after(() => people?.close());

    test("is not exchanged with a wrong or an absent previous key: nothing changes", async () => {
      const former = await wraps();
      await copyFile(at("data.key"), at("data.key.previous"));
      const other = { SALLYPORT_MASTER_KEY: randomBytes(32).toString("base64") };
      const wrong = { SALLYPORT_PREVIOUS_MASTER_KEY: randomBytes(32).toString("base64") };
      const lost = { SALLYPORT_PREVIOUS_MASTER_KEY_FILE: at("lost.key") };
      for (const [settings, message] of [
        [other, /This master key does not open this database/],
        [{ ...other, ...wrong }, /Neither this master key nor the previous one/],
        [{ ...other, ...lost }, /lost\.key is missing/],
        [withPrevious(), /is the same as the master key/],
      ] as const) {
        const { code, stderr } = await run(["rotate-master-key"], settings);
        assert.equal(code, 1);
        assert.match(stderr, message);
      }
      assert.equal(await wraps(), former);
      assert.ok(await people.arnOf(session));
    });

    test("is exchanged beside a server, though the command is killed, and the server learns of it", async () => {
      await rename(at("data.key"), at("data.key.previous"));
      await writeFile(at("data.key"), `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
      const settings = { ...people.database.settings, ...withPrevious() };
      for (const wait of [500, 900]) {
        const former = await wraps();
        const command = spawnSallyport(["rotate-master-key"], { settings });
        await setTimeout(wait);
        command.process.kill("SIGKILL");
        await command.ended;
        const both = await run(["account", "list", "--json"], withPrevious());
        assert.equal(both.code, 0, both.stderr);
        const old = await run(["account", "list"], {
          SALLYPORT_MASTER_KEY_FILE: at("data.key.previous"),
        });
        assert.equal(old.code === 0, (await wraps()) === former, "nothing, or everything");
        if (old.code !== 0) break;
      }
      const done = await run(["rotate-master-key"], withPrevious());
      assert.equal(done.code, 0, done.stderr);
      const again = await run(["rotate-master-key", "--json"], withPrevious());
      assert.deepEqual(JSON.parse(again.stdout), { exchanged: 0 });

      assert.ok(await people.arnOf(session), "a session goes on");
      assert.ok(await newSession(1), "a device and an access key are what they were");
      const rotated = await run(["rotate-keys"]);
      assert.equal(rotated.code, 0, rotated.stderr);
      const until = Date.now() + patienceMs;
      while (!people.server().output.stdout.includes("the data keys changed")) {
        assert.ok(Date.now() < until, "the running server opens what is wrapped by the new key");
        await setTimeout(100);
      }
      assert.ok(await newSession(2));
      assert.ok(await people.arnOf(session));
    });

    test("of before opens nothing; the new one opens everything, and the trail is whole", async () => {
      await people.server().stop();
      const old = { SALLYPORT_MASTER_KEY_FILE: at("data.key.previous") };
      for (const args of [["account", "list"], ["audit", "verify"], ["start"]]) {
        const { code, stderr } = await run(args, { SALLYPORT_LISTEN: "127.0.0.1:0", ...old });
        assert.equal(code, 1);
        assert.match(stderr, /This master key does not open this database/);
      }
      await people.restart();
      assert.ok(await people.arnOf(people.root));
      assert.ok(await people.arnOf(session));
      assert.ok(await newSession(3));
      const { code, stdout } = await run(["audit", "verify"]);
      assert.equal(code, 0, stdout);
      assert.match(stdout, /The audit trail is whole: [1-9]/);
    });
  });
}
