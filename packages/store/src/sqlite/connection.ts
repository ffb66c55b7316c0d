// One connection of `node:sqlite`, with its prepared statements. A statement runs at the moment it is asked for and its
// promise is already kept: whoever awaits only statements never gives way to another event of the loop.

import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { sqlite } from "../engine.ts";
import { StoreMisuse } from "../errors.ts";
import type { Compiled, Run, Statement } from "../statement.ts";
import { faultOf } from "./faults.ts";

/** Holds the inner pages of every index of a large installation. */
const CACHE_KILOBYTES = 16_384;

/**
 * When the log is carried over into the file, in pages: rows are found by random keys, so the same pages are written again and
 * again, and a longer log carries each of them over once. 32 MB of it are read in a moment after a crash.
 */
const LOG_PAGES = 8_000;

/** To what size the log is cut back after a very large transaction. */
const LARGEST_LOG = 64 * 2 ** 20;

/** How long a reader waits for another process that is just recovering or truncating the log. */
const READER_WAIT_MS = 2_000;

export class SqliteConnection implements Run {
  readonly engine = sqlite;
  readonly shard = 0;
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  /** What is under way: outside of a transaction or read nothing may run. */
  #mode: "idle" | "writing" | "reading" = "idle";

  constructor(path: string, { readOnly }: { readOnly: boolean }) {
    this.#path = path;
    this.#database = new DatabaseSync(path, { readOnly, timeout: READER_WAIT_MS });
    const pragmas = readOnly
      ? []
      : [
          "journal_mode = wal",
          "synchronous = full",
          `wal_autocheckpoint = ${LOG_PAGES}`,
          `journal_size_limit = ${LARGEST_LOG}`,
        ];
    for (const pragma of [...pragmas, `cache_size = -${CACHE_KILOBYTES}`, "temp_store = memory"]) {
      this.#database.exec(`pragma ${pragma}`);
    }
    // A writer's wait must not hold up the event loop: it is told at once, and comes back.
    if (!readOnly) this.#database.exec("pragma busy_timeout = 0");
  }

  /** Whether the engine still is inside a transaction: some failures (a full disk) end it by themselves. */
  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  beginReading(): void {
    this.control("begin");
    this.#mode = "reading";
  }

  beginWriting(): void {
    this.control("begin immediate");
    this.#mode = "writing";
  }

  commit(): void {
    this.control("commit");
    this.#mode = "idle";
  }

  /** Ends what is under way, whatever state a failure left it in. */
  rollBack(): void {
    this.#mode = "idle";
    if (this.inTransaction) this.control("rollback");
  }

  /** Savepoints and the like. */
  control(text: string): void {
    try {
      this.#prepare(text).run();
    } catch (error) {
      throw faultOf(error, this.#path);
    }
  }

  /** Changes the tables themselves. */
  define(text: string): void {
    this.#database.exec(text);
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  async all<Input, Row>(statement: Statement<Input, Row>, input: Input): Promise<readonly Row[]> {
    return this.#rows(statement, input);
  }

  async first<Input, Row>(
    statement: Statement<Input, Row>,
    input: Input,
  ): Promise<Row | undefined> {
    const compiled = statement.compiledFor(this.engine);
    this.#check(compiled);
    try {
      const prepared = this.#prepare(compiled.text);
      return prepared.get(...(compiled.bind(input) as SQLInputValue[])) as Row | undefined;
    } catch (error) {
      throw faultOf(error, this.#path);
    }
  }

  async change<Input>(statement: Statement<Input, unknown>, input: Input): Promise<number> {
    const compiled = statement.compiledFor(this.engine);
    this.#check(compiled);
    try {
      const prepared = this.#prepare(compiled.text);
      return Number(prepared.run(...(compiled.bind(input) as SQLInputValue[])).changes);
    } catch (error) {
      throw faultOf(error, this.#path);
    }
  }

  #rows<Input, Row>(statement: Statement<Input, Row>, input: Input): Row[] {
    const compiled = statement.compiledFor(this.engine);
    this.#check(compiled);
    try {
      const prepared = this.#prepare(compiled.text);
      return prepared.all(...(compiled.bind(input) as SQLInputValue[])) as Row[];
    } catch (error) {
      throw faultOf(error, this.#path);
    }
  }

  #check({ writes }: Compiled<never>): void {
    if (this.#mode === "idle") throw new StoreMisuse("A transaction was used after it had ended.");
    if (writes && this.#mode === "reading") throw new StoreMisuse("A read tried to write.");
  }

  #prepare(text: string): StatementSync {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const fresh = this.#database.prepare(text);
    this.#prepared.set(text, fresh);
    return fresh;
  }
}
