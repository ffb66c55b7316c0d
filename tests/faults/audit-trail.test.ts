// The audit trail across `kill -9`: whatever was acknowledged is in it, the chain is whole, and what is altered afterwards is found.

import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../support/client.ts";
import { postgresIn, sqliteIn, type TestDatabase } from "../support/databases.ts";
import { makeAccount, signInRoot } from "../support/people.ts";
import {
  type Folder,
  makeFolder,
  runSallyport,
  type Sallyport,
  startSallyport,
} from "../support/sallyport.ts";

const kills = 3;
const perKill = 60;
/** Long enough for a round of sealing to begin in some of them. */
const killAfterMs = [500, 3100, 3300] as const;

const databases = [
  { name: "a SQLite file", open: async (folder: Folder) => sqliteIn(folder) },
  { name: "PostgreSQL", open: (folder: Folder) => postgresIn(folder) },
];

/** Ends a server in the middle of what it does: so much later, and once enough of it was done. */
async function killAmid(server: Sallyport, ms: number | undefined, isEnough: () => boolean) {
  await sleep(ms);
  while (!isEnough()) await sleep(20, undefined, { ref: false });
  server.process.kill("SIGKILL");
}

/** As somebody with the database and without the key. */
async function tamper({ url, query }: TestDatabase, sql: string): Promise<void> {
  if (!url.startsWith("sqlite:")) return void (await query(sql));
  const file = new DatabaseSync(url.slice("sqlite:".length), { timeout: 5000 });
  file.exec(sql);
  file.close();
}

for (const { name, open } of databases) {
  describe(`the audit trail on ${name}`, () => {
    let folder: Folder;
    let database: TestDatabase;
    let server: Sallyport;
    let root: Client;
    const made: string[] = [];

    before(async () => {
      folder = await makeFolder();
      database = await open(folder);
      await makeAccount(database.settings);
      server = await startSallyport(database.settings);
      root = await signInRoot(server.origin);
    });
    after(async () => {
      root?.close();
      await server?.stop("SIGKILL");
      await database?.dispose();
      await folder?.remove();
    });

    const run = (...args: readonly string[]) =>
      runSallyport(["audit", ...args], { settings: database.settings });

    test("is whole after each kill, with every acknowledged change", async () => {
      for (let kill = 0; kill < kills; kill += 1) {
        const dying = killAmid(server, killAfterMs[kill], () => made.length > (kill + 1) * perKill);
        try {
          for (let number = 0; ; number += 1) {
            const groupName = `group-${kill}-${number}`;
            await root.succeed("CreateGroup", { groupName });
            made.push(groupName);
            if (number > perKill) await root.succeed("DeleteGroup", { groupName });
          }
        } catch (error) {
          if (!server.process.killed) throw error;
        }
        await dying;
        assert.equal((await server.ended).signal, "SIGKILL");
        const { code, stdout } = await run("verify", "--json");
        assert.equal(code, 0, stdout);
        server = await startSallyport(database.settings);
        root.origin = server.origin;
      }
      await server.stop();
      const verified = JSON.parse((await run("verify", "--json")).stdout);
      assert.deepEqual([verified.whole, verified.unsealed], [true, 0]); // sealed at the stop
      const { stdout } = await run("export");
      const events = stdout.trimEnd().split("\n");
      assert.equal(events.length, verified.records);
      const created = new Set(
        events
          .map((line) => JSON.parse(line))
          .filter(({ eventName }) => eventName === "CreateGroup")
          .map(({ requestParameters }) => requestParameters.groupName),
      );
      assert.ok(made.length > perKill);
      assert.deepEqual(
        made.filter((groupName) => !created.has(groupName)),
        [],
      );
    });

    test("tells what was altered, and that its end was cut off", async () => {
      const { head } = JSON.parse((await run("verify", "--json")).stdout);
      assert.ok(server.output.stdout.includes(head)); // as the log has it
      await tamper(database, `delete from audit where block = ${Number.parseInt(head, 10)}`);
      await tamper(
        database,
        `delete from audit_blocks where number = ${Number.parseInt(head, 10)}`,
      );
      assert.equal((await run("verify")).code, 0);
      const cut = await run("verify", "--head", head);
      assert.equal(cut.code, 1);
      assert.match(cut.stdout, /its end was cut off/);
      const [row] = await database.query(
        "select event_id from audit where event_name = 'CreateGroup' order by at limit 1",
      );
      const eventId = String(row?.["event_id"]);
      await tamper(database, `update audit set event = '{}' where event_id = '${eventId}'`);
      const altered = await run("verify");
      assert.equal(altered.code, 1);
      assert.ok(altered.stdout.includes(`Record ${eventId} of account`), altered.stdout);
      assert.match(altered.stdout, /was altered/);
    });
  });
}
