// Runs against the PostgreSQL at SALLYPORT_TEST_POSTGRES, each opening in a schema of its own; without one there is nothing
// to run here (`npm test` starts one).

import { randomBytes } from "node:crypto";
import { describeStore } from "@sallyport/core/testing";
import pg from "pg";
import { openStore } from "./open-store.ts";

const server = process.env["SALLYPORT_TEST_POSTGRES"];

async function freshDatabase(url: string, options: { namePreparedStatements?: boolean } = {}) {
  const schema = `test_${randomBytes(8).toString("hex")}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create schema ${schema}`);
  const own = new URL(url);
  own.searchParams.set("options", `-csearch_path=${schema}`);
  const open = () => openStore({ url: own.href, maxConnections: 8, ...options });
  return {
    store: await open(),
    again: open,
    async dispose() {
      await admin.query(`drop schema ${schema} cascade`);
      await admin.end();
    },
  };
}

if (server !== undefined) {
  describeStore("PostgreSQL", () => freshDatabase(server));
  describeStore("PostgreSQL without named statements", () =>
    freshDatabase(server, { namePreparedStatements: false }),
  );
}
