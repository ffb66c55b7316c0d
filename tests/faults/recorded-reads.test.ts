// Successful reads in the audit trail, on real servers: of several on one database each learns within seconds whose reads to record,
// and a server that is stopped leaves none out.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Client } from "../support/client.ts";
import { postgresIn, sqliteIn, type TestDatabase } from "../support/databases.ts";
import { until } from "../support/patience.ts";
import { makeAccount, signInRoot } from "../support/people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

const databases = [
  { name: "a SQLite file", servers: 1, open: async (folder: Folder) => sqliteIn(folder) },
  { name: "PostgreSQL", servers: 2, open: (folder: Folder) => postgresIn(folder) },
];

for (const { name, servers: count, open } of databases) {
  describe(`reads on ${name}`, () => {
    let folder: Folder;
    let database: TestDatabase;
    const servers: Sallyport[] = [];
    const roots: Client[] = [];

    before(async () => {
      folder = await makeFolder();
      database = await open(folder);
      await makeAccount(database.settings);
      for (let server = 0; server < count; server += 1) {
        servers.push(await startSallyport(database.settings));
        roots.push(await signInRoot(servers[server]?.origin ?? ""));
      }
    });
    after(async () => {
      for (const root of roots) root.close();
      for (const server of servers) await server.stop("SIGKILL");
      await database?.dispose();
      await folder?.remove();
    });

    const recorded = async (eventName: string) => {
      const sql = `select event from audit where event_name = '${eventName}' and failed = 0`;
      return (await database.query(sql)).map(({ event }) => JSON.parse(String(event)));
    };

    /** Asks at this server until a read of it is recorded. */
    const untilRecorded = (root: Client, eventName: string) =>
      until(`a record of ${eventName}`, async () => {
        await root.succeed(eventName, {});
        return (await recorded(eventName)).length > 0 || undefined;
      });

    test("are recorded at every server once one was told to, and not before", async () => {
      const [first] = roots;
      for (const root of roots) await root.succeed("ListUsers", {});
      await first?.succeed("PutAuditSetting", { recordReads: true });
      const names = ["ListGroups", "ListRoles"];
      for (const [index, root] of roots.entries()) await untilRecorded(root, names[index] ?? "");
      assert.deepEqual(await recorded("ListUsers"), []);
      const [event] = await recorded("ListGroups");
      assert.equal(event.readOnly, true);
      assert.equal(event.responseElements, null);
      assert.equal(event.userIdentity.type, "Root");
    });

    test("of the last moment are written when a server stops", async () => {
      const root = roots.at(-1);
      for (let times = 0; times < 20; times += 1) await root?.succeed("ListPolicies", {});
      root?.close();
      await servers.at(-1)?.stop();
      assert.equal((await recorded("ListPolicies")).length, 20);
      const unsealed = await database.query("select event_id from audit where block is null");
      // Another server's may wait for their block; of one that was alone none does.
      if (count === 1) assert.deepEqual(unsealed, []);
    });
  });
}
