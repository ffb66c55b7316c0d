// A credential report while its server is killed, and while two servers share one database.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../support/client.ts";
import { postgresIn, sqliteIn, type TestDatabase } from "../support/databases.ts";
import { makeAccount, signInRoot } from "../support/people.ts";
import { makeUsers } from "../support/prepared-people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

const count = 20_000;

interface Progress {
  readonly state: "absent" | "expired" | "underWay" | "whole";
  readonly done: number;
}

const progress = (client: Client) => client.succeed<Progress>("GetCredentialReportProgress", {});

async function until(client: Client, reached: (progress: Progress) => boolean): Promise<Progress> {
  for (;;) {
    const now = await progress(client);
    if (reached(now)) return now;
    await sleep(20); // whoever asks without a pause keeps the server from its work
  }
}

/** Root and every user once, in order. */
async function requireWhole(client: Client): Promise<string> {
  const { status, text, headers } = await client.call("GetCredentialReport", {});
  assert.equal(status, 200, text.slice(0, 300));
  assert.equal(headers["content-type"], "text/csv");
  const names = text.split("\n").map((line) => line.slice(0, line.indexOf(",")));
  assert.deepEqual(names.slice(0, 2), ["user", "<root_account>"]);
  const users = names.slice(2);
  assert.equal(users.length, count);
  assert.deepEqual(users, [...new Set(users)].toSorted());
  return text;
}

const engines = {
  SQLite: async (folder: Folder) => sqliteIn(folder),
  PostgreSQL: (folder: Folder) => postgresIn(folder),
} as const;

for (const [name, open] of Object.entries(engines)) {
  describe(`a credential report on ${name}`, () => {
    const masterKey = randomBytes(32).toString("base64");
    let folder: Folder;
    let database: TestDatabase;
    const servers: Sallyport[] = [];
    const clients: Client[] = [];

    const start = async (directory?: string) => {
      const own = directory === undefined ? {} : folder.settings(directory);
      const settings = { ...database.settings, ...own, SALLYPORT_MASTER_KEY: masterKey };
      const server = await startSallyport(settings);
      servers.push(server);
      const client = await signInRoot(server.origin);
      clients.push(client);
      return { server, client };
    };

    before(async () => {
      folder = await makeFolder();
      database = await open(folder);
      const settings = { ...database.settings, SALLYPORT_MASTER_KEY: masterKey };
      const { accountId } = await makeAccount(settings);
      await makeUsers({ url: database.url, accountId, count });
    });
    after(async () => {
      for (const client of clients) client.close();
      for (const server of servers) await server.stop("SIGKILL");
      await database?.dispose();
      await folder?.remove();
    });

    test("a server that is killed half-way loses none of it, and the next one ends it", async () => {
      const { server, client } = await start();
      await client.succeed("GenerateCredentialReport", {});
      await until(client, ({ done }) => done > 0);
      await server.stop("SIGKILL");
      const [kept] = await database.query("select people, due_at from credential_reports");
      const before = Number(kept?.["people"]);
      assert.notEqual(kept?.["due_at"], null, "it was killed too late to prove anything");
      assert.ok(before > 0 && before < count, `${before} users before the kill`);
      const next = await start();
      const { done } = await progress(next.client);
      assert.ok(done + 1 >= before);
      await until(next.client, ({ state }) => state === "whole");
      await requireWhole(next.client);
      await next.server.stop();
    });

    if (name === "PostgreSQL") {
      test("two servers are as one: one makes it, both give the same", async () => {
        await database.query("delete from credential_reports");
        await database.query("delete from credential_report_chunks");
        const [one, two] = [await start("one"), await start("two")];
        const states = await Promise.all(
          [one, two, one, two].map(
            async ({ client }) =>
              (await client.succeed<{ state: string }>("GenerateCredentialReport", {})).state,
          ),
        );
        assert.deepEqual(states.toSorted(), [...Array(3).fill("INPROGRESS"), "STARTED"]);
        await Promise.all(
          [one, two].map(({ client }) => until(client, ({ state }) => state === "whole")),
        );
        assert.equal(await requireWhole(one.client), await requireWhole(two.client));
        const [chunks] = await database.query(
          `select (select chunks from credential_reports) as counted,
            (select count(*) from credential_report_chunks) as kept`,
        );
        assert.equal(Number(chunks?.["kept"]), Number(chunks?.["counted"]), "none was made twice");
      });
    }
  });
}
