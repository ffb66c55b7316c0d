// Before there were policies, members of the group named Administrators could do everything. Nobody loses that by an upgrade.

import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import type { AccountId, Arn, PolicyHolder } from "@sallyport/core";
import pg from "pg";
import { type Engine, postgres, sqlite } from "../engine.ts";
import { openStore } from "../open-store.ts";
import { newFile, newSchema, postgresUrl } from "../testing/databases.ts";
import { migrations } from "./all.ts";

const accountId = "000000000001" as AccountId;
const administratorAccess = "arn:aws:iam::aws:policy/AdministratorAccess" as Arn;

/** What a database held before this migration: two groups, one of them the administrators'. */
function before(engine: Engine): string {
  const { key, text, keyed } = engine.types;
  const group = (id: string, name: string) =>
    `insert into user_groups (account_id, group_id, name, name_key, path, created_at)
      values ('${accountId}', '${id}', '${name}', '${name.toLowerCase()}', '/', 1)`;
  return [
    `create table meta (name ${key} not null primary key, value ${text} not null) ${keyed}`,
    ...migrations.slice(0, 2).flatMap((migration) => migration(engine)),
    group("AGPA1", "Administrators"),
    group("AGPA2", "Others"),
    "insert into meta (name, value) values ('schema', '2')",
  ].join(";\n");
}

async function keepsAdministrators(url: string): Promise<void> {
  const store = await openStore({ url });
  const holder = (id: string): PolicyHolder => ({ accountId, kind: "group", id });
  const page = { after: undefined, limit: 10 };
  const found = await store.read(async ({ policyUses }) => [
    await policyUses.list(holder("AGPA1"), "permissions", page),
    await policyUses.list(holder("AGPA2"), "permissions", page),
    await policyUses.count(accountId, administratorAccess),
  ]);
  assert.deepEqual(found, [[administratorAccess], [], { attachments: 1, boundaries: 0 }]);
  await store.close();
}

test("SQLite: an upgraded group of administrators keeps its rights", async () => {
  const { path, url, dispose } = await newFile();
  const database = new DatabaseSync(path);
  database.exec(before(sqlite));
  database.close();
  await keepsAdministrators(url);
  await dispose();
});

if (postgresUrl !== undefined) {
  const server = postgresUrl;
  test("PostgreSQL: an upgraded group of administrators keeps its rights", async () => {
    const { url, dispose } = await newSchema(server);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(before(postgres));
    await client.end();
    await keepsAdministrators(url);
    await dispose();
  });
}
