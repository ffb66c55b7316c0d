// New, empty databases for tests, and nothing left of them afterwards.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** The PostgreSQL that tests may use, where there is one (`npm test` starts it). */
export const postgresUrl = process.env["SALLYPORT_TEST_POSTGRES"];

export interface TestDatabase {
  readonly url: string;
  dispose(): Promise<void>;
}

export async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "sallyport-store-"));
}

export async function newFile(): Promise<TestDatabase & { readonly path: string }> {
  const folder = await newFolder();
  const path = join(folder, "sallyport.db");
  return { path, url: `sqlite:${path}`, dispose: () => rm(folder, { recursive: true }) };
}

/** A schema of its own in the server's database. */
export async function newSchema(server: string): Promise<TestDatabase> {
  const schema = `test_${randomBytes(8).toString("hex")}`;
  await administer(server, `create schema ${schema}`);
  const url = new URL(server);
  url.searchParams.set("options", `-csearch_path=${schema}`);
  return { url: url.href, dispose: () => administer(server, `drop schema ${schema} cascade`) };
}

export async function administer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
