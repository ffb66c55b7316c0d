import { postgresIn, sqliteIn, type TestDatabase } from "../tests/support/databases.ts";
import type { Folder } from "../tests/support/sallyport.ts";

type Open = (name: string) => Promise<TestDatabase>;

/** SQLite, and PostgreSQL where `SALLYPORT_TEST_POSTGRES` names one. */
export function enginesIn(folder: Folder): readonly Open[] {
  const sqlite: Open = async (name) => sqliteIn(folder, name);
  const postgres: Open = (name) => postgresIn(folder, `pg-${name}`);
  return process.env["SALLYPORT_TEST_POSTGRES"] ? [sqlite, postgres] : [sqlite];
}
