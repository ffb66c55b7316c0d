// One server for one SQLite file. A file with a process number in it would outlive a crash, and in a container every server is
// process 1; so the lock is the operating system's, held through SQLite on a file of its own, and gone with its holder.

import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { OperatorFault } from "@sallyport/platform";

export interface ServerLock {
  release(): void;
}

/** Holds the lock of this database file, or refuses because another server does. Commands beside a server do not take it. */
export function lockDatabase(databaseFile: string): ServerLock {
  const path = `${databaseFile}.lock`;
  let lock: DatabaseSync | undefined;
  try {
    closeSync(openSync(path, "a", 0o600)); // SQLite would make it readable for everyone
    lock = new DatabaseSync(path, { timeout: 0 });
    lock.exec("begin exclusive");
  } catch (error) {
    lock?.close();
    throw new OperatorFault(
      isLocked(error)
        ? `Another Sallyport server is running on ${databaseFile}. Stop it first, or use PostgreSQL for several servers.`
        : `The lock file ${path} cannot be used: ${error instanceof Error ? error.message : error}.`,
      { cause: error },
    );
  }
  return { release: () => lock.close() };
}

function isLocked(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
