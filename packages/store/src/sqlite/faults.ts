// SQLite's failures in words that say what to do.

import { StoreError, type StoreErrorCode } from "../errors.ts";

interface Fault {
  readonly code: StoreErrorCode;
  words(path: string): string;
}

const unreachable: Fault = {
  code: "Unavailable",
  words: (path) =>
    `The database ${path} cannot be opened: check that its folder exists and that this user may read and write there.`,
};
const unwritable: Fault = {
  code: "Unavailable",
  words: (path) =>
    `The database ${path} cannot be written: check the permissions of the file and its folder, and that the disk is not mounted read-only.`,
};
const damaged: Fault = {
  code: "Damaged",
  words: (path) =>
    `The database ${path} is damaged or is no Sallyport database: restore it from a back-up, or name another file.`,
};
const full: Fault = {
  code: "Unavailable",
  words: (path) => `The disk that holds ${path} is full: free some space. Nothing was changed.`,
};
const broken: Fault = {
  code: "Unavailable",
  words: (path) =>
    `The disk that holds ${path} answered with an error: check the disk and the system's log. Nothing was changed.`,
};

/** By SQLite's primary result code, https://www.sqlite.org/rescode.html. */
const byResultCode = new Map<number, Fault>([
  [3, unwritable], // PERM
  [8, unwritable], // READONLY
  [10, broken], // IOERR
  [11, damaged], // CORRUPT
  [13, full], // FULL
  [14, unreachable], // CANTOPEN
  [23, unwritable], // AUTH
  [26, damaged], // NOTADB
]);

const bySystemCode = new Map<string, Fault>([
  ["EACCES", unreachable],
  ["EISDIR", unreachable],
  ["ENOENT", unreachable],
  ["ENOSPC", full],
  ["ENOTDIR", unreachable],
  ["EPERM", unreachable],
  ["EROFS", unwritable],
]);

const BUSY = 5;

/** The primary result code of one of SQLite's errors. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

/** Another connection is writing just now. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

/** The same failure as a `StoreError` where it is the disk's or the file's; anything else as it is. */
export function faultOf(error: unknown, path: string): unknown {
  const systemCode = error instanceof Error && "code" in error ? String(error.code) : "";
  const fault = byResultCode.get(resultCode(error) ?? 0) ?? bySystemCode.get(systemCode);
  return fault === undefined ? error : new StoreError(fault.code, fault.words(path), error);
}
