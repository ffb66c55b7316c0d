// Databases of a test's own, and a look into them from outside: what a fault left behind is seen where it is kept.

import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
// biome-ignore lint/correctness/noUndeclaredDependencies: the store brings it, and only tests import this file
import pg from "pg";
import { testPostgresUrl } from "./postgres.ts";
import type { Folder, Settings } from "./sallyport.ts";

type Row = Readonly<Record<string, unknown>>;

export interface TestDatabase {
  readonly name: string;
  /** For the server and the commands: the data directory, and the database. */
  readonly settings: Settings;
  /** As `openStore` takes it. */
  readonly url: string;
  query(sql: string): Promise<readonly Row[]>;
  dispose(): Promise<void>;
}

/** A file in a folder. */
export function sqliteIn(folder: Folder, name = "data"): TestDatabase {
  const settings = folder.settings(name);
  const file = join(folder.path, name, "sallyport.db");
  return {
    name: "SQLite",
    settings,
    url: `sqlite:${file}`,
    async query(sql) {
      const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
      try {
        return database.prepare(sql).all();
      } finally {
        database.close();
      }
    },
    dispose: async () => {},
  };
}

/** A schema of its own in the run's PostgreSQL. */
export async function postgresIn(folder: Folder, name = "data"): Promise<TestDatabase> {
  const schema = `faults_${randomBytes(8).toString("hex")}`;
  const admin = new pg.Client({ connectionString: testPostgresUrl() });
  await admin.connect();
  await admin.query(`create schema ${schema}`);
  await admin.query(`set search_path to ${schema}`);
  const own = new URL(testPostgresUrl());
  own.searchParams.set("options", `-csearch_path=${schema}`);
  return {
    name: "PostgreSQL",
    settings: { ...folder.settings(name), SALLYPORT_DATABASE: own.href },
    url: own.href,
    query: async (sql) => (await admin.query<Row>(sql)).rows,
    async dispose() {
      await admin.query(`drop schema ${schema} cascade`);
      await admin.end();
    },
  };
}

/** Columns that a look at a page, or the sealing of the audit trail, may move on: they are no change. */
const moving: Readonly<Record<string, string>> = { sessions: "last_seen_at", audit: "block" };
/** What the server writes in its own time, whoever asks it for what. */
const sealing: readonly string[] = ["audit_blocks", "audit_lease"];

/** A digest of every row of every table of a SQLite file, so that two moments can be compared. `but`: tables to leave out. */
export async function digestOf(
  database: TestDatabase,
  { but = [] }: { readonly but?: readonly string[] } = {},
): Promise<string> {
  const tables = await database.query("select name from sqlite_schema where type = 'table'");
  const hash = createHash("sha256");
  for (const name of tables.map((row) => String(row["name"])).sort()) {
    if (but.includes(name) || sealing.includes(name)) continue;
    const rows = await database.query(`select * from ${name}`);
    hash.update(name);
    const texts = rows.map((row) => JSON.stringify({ ...row, [moving[name] ?? ""]: undefined }));
    for (const text of texts.sort()) hash.update(text);
  }
  return hash.digest("hex");
}
