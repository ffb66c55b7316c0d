import type { Engine } from "./engine.ts";
import { StoreError } from "./errors.ts";
import { migrations } from "./migrations/all.ts";
import { marks } from "./repositories/marks.ts";
import type { Run } from "./statement.ts";

export interface Migrating {
  readonly engine: Engine;
  readonly run: Run;
  /** Runs statements as they are written. */
  execute(text: string): Promise<void>;
}

const SCHEMA = "schema";

/** Brings the tables to this program's version. To be run in a transaction that nobody else can be in. */
export async function migrate({ engine, run, execute }: Migrating): Promise<void> {
  const { key, text, keyed } = engine.types;
  await execute(
    `create table if not exists meta (name ${key} not null primary key, value ${text} not null) ${keyed}`,
  );
  const known = marks(run);
  const version = Number((await known.find(SCHEMA)) ?? 0);
  if (isNewer(version)) throw newerSchema(version);
  if (version === migrations.length) return;
  for (const migration of migrations.slice(version)) {
    await execute(migration(engine).join(";\n"));
  }
  await known.put(SCHEMA, String(migrations.length));
}

function isNewer(version: number): boolean {
  return !Number.isSafeInteger(version) || version > migrations.length;
}

function newerSchema(version: number): StoreError {
  return new StoreError(
    "NewerSchema",
    `The database was written by a newer Sallyport (schema ${version}; this one knows ${migrations.length}): start that version, or restore a back-up made before the upgrade.`,
  );
}
