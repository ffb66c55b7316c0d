// The SQLite opener: one connection that writes, in groups, and one that only reads. In WAL mode a reader sees what was
// committed and waits for nobody; a database in memory has one connection, and its reads take turns with the groups.

import { closeSync, openSync } from "node:fs";
import { isAbsolute } from "node:path";
import { StoreError } from "./errors.ts";
import { keyringOf, marksOf, sealedStockOf } from "./installation.ts";
import { migrate } from "./migrate.ts";
import type { OpenStore } from "./open-store.ts";
import { type Repositories, repositories } from "./repositories/all.ts";
import { SqliteConnection } from "./sqlite/connection.ts";
import { faultOf } from "./sqlite/faults.ts";
import { GroupCommit } from "./sqlite/group-commit.ts";
import { Turns } from "./sqlite/turns.ts";

const MEMORY = ":memory:";

/** The first SQLite without the fault by which two connections could damage a WAL. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** Opens (or makes) the file, checks it and brings its tables up to date. */
export async function openSqlite(path: string): Promise<OpenStore> {
  checkVersion(process.versions["sqlite"] ?? "0");
  checkPath(path);
  const inMemory = path === MEMORY;
  let writer: SqliteConnection | undefined;
  let reader: SqliteConnection | undefined;
  try {
    if (!inMemory) makeFile(path);
    writer = new SqliteConnection(path, { readOnly: false });
    const group = new GroupCommit(writer, () => reader?.doubtVersion());
    await prepare(group, writer);
    reader = inMemory ? writer : new SqliteConnection(path, { readOnly: true });
    return storeOf(group, writer, reader);
  } catch (error) {
    writer?.close();
    throw faultOf(error, path);
  }
}

function prepare(group: GroupCommit, writer: SqliteConnection): Promise<void> {
  return group.alone(() =>
    migrate({
      engine: writer.engine,
      run: writer,
      execute: async (text) => writer.define(text),
    }),
  );
}

function storeOf(
  group: GroupCommit,
  writer: SqliteConnection,
  reader: SqliteConnection,
): OpenStore {
  const writing = repositories(writer);
  const reading = repositories(reader);
  const turns = reader === writer ? group : new Turns(reader);
  const runner = {
    transact: <T>(work: (tx: Repositories) => Promise<T>) => group.transact(() => work(writing)),
    atomically: <T>(work: (tx: Repositories) => Promise<T>) =>
      group.atomically(() => work(writing)),
    decide: <T>(work: (tx: Repositories) => Promise<T>) => group.decide(() => work(writing)),
    read: <T>(work: (tx: Repositories) => Promise<T>) => turns.read(() => work(reading)),
  };
  let closing: Promise<void> | undefined;
  const close = async () => {
    await group.close();
    await turns.close();
    if (reader !== writer) reader.close();
    writer.close();
  };
  return {
    ...runner,
    keyring: keyringOf(runner),
    sealedStock: sealedStockOf(runner),
    marks: marksOf(runner),
    ready: () =>
      runner
        .read((tx) => tx.marks.find("schema"))
        .then(
          () => true,
          () => false,
        ),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function checkVersion(version: string): void {
  const parts = version.split(".").map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > oldest) return;
    if (part < oldest) {
      throw new StoreError(
        "Unavailable",
        `This Node carries SQLite ${version}, which can damage its files: use Node 24.16 or newer.`,
      );
    }
  }
}

function checkPath(path: string): void {
  if (path === MEMORY || isAbsolute(path)) return;
  throw new StoreError(
    "Unavailable",
    `"sqlite:${path}" names no absolute path: write the whole path, beginning with "/".`,
  );
}

/** SQLite would make the file readable for everyone; its companions take the mode of the file. */
function makeFile(path: string): void {
  closeSync(openSync(path, "a", 0o600));
}
