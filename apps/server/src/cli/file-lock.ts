// The operating system's lock on a file, held through SQLite as in server-lock.ts: it is gone with whoever holds it.

import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";

export interface FileLock {
  release(): void;
}

const retryAfterMs = 50;

export interface Waiting {
  readonly longestMs: number;
  /** Called once, when somebody else has the lock. */
  readonly onWait?: () => void;
}

/** Holds the lock, waiting for whoever has it; undefined when that takes too long. */
export async function lockFile(
  path: string,
  { longestMs, onWait }: Waiting,
): Promise<FileLock | undefined> {
  closeSync(openSync(path, "a", 0o600)); // SQLite would make it readable for everyone
  for (let waitedMs = 0; waitedMs < longestMs; waitedMs += retryAfterMs) {
    const lock = tryLock(path);
    if (lock !== undefined) return lock;
    if (waitedMs === 0) onWait?.();
    await setTimeout(retryAfterMs); // SQLite's own waiting would hold up this whole process
  }
  return undefined;
}

function tryLock(path: string): FileLock | undefined {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec("begin exclusive");
    return { release: () => lock.close() };
  } catch {
    lock.close();
    return undefined;
  }
}
