// PostgreSQL's failures in words that say what to do. None of them repeats the URL, which may hold a password.

import pg from "pg";
import { StoreError, type StoreErrorCode } from "../errors.ts";

/**
 * Lost races, and how often a transaction is worth running before its caller is told: serialization failures, deadlocks,
 * and a unique row that another transaction made after ours had looked for it (the next run sees it).
 */
const races = new Map<string, number>([
  ["40001", 40],
  ["40P01", 40],
  ["23505", 3],
]);

export function worthTries(error: unknown): number {
  return races.get(sqlState(error)) ?? 1;
}

const unreachable =
  "PostgreSQL cannot be reached: check that it runs and that host and port in the database URL are right.";
const refused =
  "PostgreSQL refused the connection: check the user, the password and the database name in the database URL.";
const forbidden =
  "PostgreSQL denied a permission: the user in the database URL must own the database's tables, or its schema to make them.";
const noRoom =
  "PostgreSQL has run out of room (disk, memory or connections): see its log. Nothing was changed.";
const damaged = "PostgreSQL says that its data is damaged: see its log, and restore a back-up.";

/** By SQLSTATE or its class, https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const bySqlState: readonly (readonly [string, StoreErrorCode, string])[] = [
  ["08", "Unavailable", unreachable],
  ["28", "Unavailable", refused],
  ["3D000", "Unavailable", refused],
  ["42501", "Unavailable", forbidden],
  ["53", "Unavailable", noRoom],
  ["57P", "Unavailable", unreachable],
  ["XX001", "Damaged", damaged],
  ["XX002", "Damaged", damaged],
];

const SYSTEM_CODES = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENOENT",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** What `pg` says of itself when a connection could not be had, or broke; these have no code. */
const BROKEN_CONNECTION = /^(?:timeout exceeded|timeout expired|Connection terminated|Client )/;

function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? "") : "";
}

/** The same failure as a `StoreError` where it is the database's; anything else as it is. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const state = sqlState(error);
  const known = state === "" ? undefined : bySqlState.find(([begin]) => state.startsWith(begin));
  if (known !== undefined) return new StoreError(known[1], known[2], error);
  const systemCode = "code" in error ? String(error.code) : "";
  if (SYSTEM_CODES.has(systemCode) || BROKEN_CONNECTION.test(error.message)) {
    return new StoreError("Unavailable", unreachable, error);
  }
  return error;
}
