// PostgreSQL chooses a plan by what it believes of a table, and a backlog comes at once, before anything is counted. Sealing it must
// cost each record the same, whatever is believed: so what the plans really read is counted, with and without statistics.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccountId, AuditPlace } from "@sallyport/core";
import pg from "pg";
import { openStore } from "../open-store.ts";
import { newSchema, postgresUrl } from "../testing/databases.ts";
import { explain, type Plan, recordStatements, rowsRead, scansIn } from "../testing/plans.ts";

const backlog = 20_000;
const block = 1_000;
/** Pages that are read for one record: a way down an index, and the row. */
const pagesEach = 10;

const accountId = "111122223333" as AccountId;

interface Case {
  /** Done before PostgreSQL counts; absent where it never does. */
  readonly counted?: string;
  /** What it does not know of. */
  readonly since?: string;
}

const cases: Readonly<Record<string, Case>> = {
  "that never counted": {},
  "that counted the backlog": { counted: "select 1" },
  "that counted when all was sealed": {
    counted: "update audit set block = 7",
    since: "update audit set block = null",
  },
  "that counted when all was sealed, and nearly all is": {
    counted: "update audit set block = 7",
    since: `update audit set block = null where at > 1000000 + ${backlog - 10}`,
  },
};

async function makeBacklog(client: pg.Client, { counted, since }: Case): Promise<void> {
  await client.query(
    `alter table audit set (autovacuum_enabled = off);
     insert into audit (account_id, at, event_id, event, event_name)
       select '${accountId}', 1000000 + number, md5(number::text), repeat('x', 900), 'CreateUser'
         from generate_series(1, ${backlog}) as number`,
  );
  if (counted !== undefined) await client.query(`${counted}; analyze audit`);
  if (since !== undefined) await client.query(since);
}

function runOn(server: string): void {
  for (const [which, each] of Object.entries(cases)) {
    test(`PostgreSQL ${which} reads no more of a backlog than the block it seals`, async () => {
      const { url, dispose } = await newSchema(server);
      const store = await openStore({ url });
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await makeBacklog(client, each);
      const places: readonly AuditPlace[] = await store.read((tx) => tx.auditChain.unsealed(block));
      const all = await recordStatements(async () => {
        await store.read((tx) => tx.auditChain.unsealed(block));
        await store.atomically((tx) => tx.auditChain.mark(1, places));
      });
      const asked = all.filter(({ text }) => text.includes('"audit"'));
      assert.deepEqual(
        asked.map(({ text }) => text.split(" ")[0]),
        ["select", "update"],
      );
      await client.query("update audit set block = null where block = 1");
      const plans: Plan[] = [];
      for (const one of asked) plans.push(...(await explain(client, one)));
      assert.equal(plans.length, 4);
      for (const plan of plans) {
        const scans = scansIn(plan, "audit");
        assert.ok(scans.length > 0, JSON.stringify(plan));
        for (const scan of scans) {
          const pages = scan["Shared Hit Blocks"] + scan["Shared Read Blocks"];
          assert.ok(rowsRead(scan) <= block, JSON.stringify(scan));
          assert.ok(pages <= pagesEach * block, JSON.stringify(scan));
        }
      }
      await client.end();
      await store.close();
      await dispose();
    });
  }
}

if (postgresUrl !== undefined) runOn(postgresUrl);
