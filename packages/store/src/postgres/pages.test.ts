// PostgreSQL chooses a plan by what it believes of a table, and a table may have grown since it was counted. A page of a list must cost
// what it shows and not what there is, with a plan for just its values and with one for any: so what the plans really read is counted.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { type OpenStore, openStore } from "../open-store.ts";
import { newSchema, postgresUrl, type TestDatabase } from "../testing/databases.ts";
import { filled, makeEverything, pageLimit, reads, users } from "../testing/pages.ts";
import { type Asked, explain, recordStatements, rowsRead, scansIn } from "../testing/plans.ts";

/** Of each table a page may read so many rows for one that it shows: some are joined, and some are tested on the way. */
const rowsEach = 12;

/** How many rows each insert makes before PostgreSQL counts; then the rest follows. It counts again once a tenth has come. */
const cases = {
  "that counted": undefined,
  "that counted when there was less": 0.8,
} as const;

async function fill(client: pg.Client, part: number | undefined): Promise<void> {
  for (const table of filled) {
    await client.query(`alter table ${table} set (autovacuum_enabled = off)`);
  }
  if (part !== undefined) {
    for (const insert of makeEverything) await client.query(partOf(insert, part));
    await client.query("analyze");
  }
  for (const insert of makeEverything) await client.query(`${insert} on conflict do nothing`);
  if (part === undefined) await client.query("analyze");
}

/** Only the first rows of it. */
function partOf(insert: string, part: number): string {
  return insert.replaceAll(
    /generate_series\(0, (\d+)\)/g,
    (_, last) => `generate_series(0, ${Math.floor(Number(last) * part)})`,
  );
}

function runOn(server: string): void {
  for (const [which, part] of Object.entries(cases)) {
    describe(`PostgreSQL ${which} reads no more than it shows for`, () => {
      let database: TestDatabase;
      let store: OpenStore;
      let client: pg.Client;
      before(async () => {
        database = await newSchema(server);
        store = await openStore({ url: database.url });
        client = new pg.Client({ connectionString: database.url });
        await client.connect();
        await fill(client, part);
      });
      after(async () => {
        await client.end();
        await store.close();
        await database.dispose();
      });
      for (const [what, read] of Object.entries(reads)) {
        test(what, async () => {
          const asked = await recordStatements(() => store.read(read));
          const statements = asked.filter(({ values }) => values !== undefined);
          assert.ok(statements.length > 0);
          for (const one of statements) await checkPlans(client, one);
        });
      }
    });
  }
}

function restoreOn(server: string): void {
  test("a database that PostgreSQL never counted, as after a restore, is counted when it is opened", async () => {
    const { url, dispose } = await newSchema(server);
    await (await openStore({ url })).close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("alter table people set (autovacuum_enabled = off)");
    for (const insert of makeEverything) await client.query(insert);
    assert.equal(await believed(client), -1);
    await (await openStore({ url })).close();
    assert.equal(await believed(client), users);
    await client.end();
    await dispose();
  });
}

/** How many users PostgreSQL believes there are. */
async function believed(client: pg.Client): Promise<number> {
  const answer = await client.query(
    "select reltuples from pg_class where oid = 'people'::regclass",
  );
  return answer.rows[0].reltuples;
}

async function checkPlans(client: pg.Client, asked: Asked): Promise<void> {
  for (const plan of await explain(client, asked)) {
    for (const scan of scansIn(plan)) {
      const told = `${JSON.stringify(scan)} of ${asked.text}`;
      assert.ok(rowsRead(scan) <= rowsEach * pageLimit, told);
    }
  }
}

if (postgresUrl !== undefined) {
  runOn(postgresUrl);
  restoreOn(postgresUrl);
}
