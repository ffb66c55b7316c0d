// Runs against the PostgreSQL at SALLYPORT_TEST_POSTGRES, each opening in a schema of its own; without one there is nothing
// to run here (`npm test` starts one).

import assert from "node:assert/strict";
import { test } from "node:test";
import { describeStore } from "@sallyport/core/testing";
import { openStore } from "./open-store.ts";
import { administer, newSchema, postgresUrl } from "./testing/databases.ts";

function runOn(server: string): void {
  for (const namePreparedStatements of [true, false]) {
    const name = namePreparedStatements ? "PostgreSQL" : "PostgreSQL without named statements";
    describeStore(name, async () => {
      const { url, dispose } = await newSchema(server);
      const open = () => openStore({ url, maxConnections: 8, namePreparedStatements });
      return { store: await open(), again: open, dispose };
    });
  }

  test("PostgreSQL: many that open one new database at once all find its tables", async () => {
    const { url, dispose } = await newSchema(server);
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ url })));
    for (const store of stores) {
      assert.equal(await store.ready(), true);
      await store.close();
    }
    await dispose();
  });

  test("PostgreSQL: a database of a newer version is refused", async () => {
    const { url, dispose } = await newSchema(server);
    await (await openStore({ url })).close();
    await administer(url, "update meta set value = '999' where name = 'schema'");
    await assert.rejects(openStore({ url }), { code: "NewerSchema", message: /newer Sallyport/ });
    await dispose();
  });

  test("PostgreSQL: a connection that cannot be had is unavailable, and no password is told", async () => {
    const wrong = new URL(server);
    wrong.password = "not-the-password";
    const missing = new URL(server);
    missing.pathname = "/no_such_database";
    const silent = new URL(server);
    silent.port = "1";
    for (const { href } of [wrong, missing, silent]) {
      await assert.rejects(openStore({ url: href }), (error: Error & { code: string }) => {
        assert.equal(error.code, "Unavailable");
        assert.match(error.message, /^PostgreSQL [^\n]+$/);
        assert.ok(!error.message.includes("not-the-password"));
        return true;
      });
    }
  });

  test("PostgreSQL: a broken connection fails its transaction alone; the next has another", async () => {
    const { url, dispose } = await newSchema(server);
    const store = await openStore({ url, maxConnections: 1 });
    const others =
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()";
    await assert.rejects(
      store.transact(async (tx) => {
        await tx.accounts.any();
        await administer(url, `${others} and query like '%accounts%'`);
        await tx.accounts.any();
      }),
      { code: "Unavailable" },
    );
    assert.equal(await store.read((tx) => tx.accounts.any()), false);
    await store.close();
    await dispose();
  });
}

if (postgresUrl !== undefined) runOn(postgresUrl);
