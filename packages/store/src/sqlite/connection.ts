// One connection of `node:sqlite`, with its prepared statements. A statement runs at the moment it is asked for and its
// promise is already kept: whoever awaits only statements never gives way to another event of the loop.

import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { sqlite } from "../engine.ts";
import { StoreMisuse } from "../errors.ts";
import type { Compiled, Run, Statement } from "../statement.ts";
import { faultOf } from "./faults.ts";
import { Moved, questionKey, ReadMemory, type Rows } from "./read-memory.ts";

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
  /** Of a connection that only reads: the others' commits are what its `data_version` counts. */
  readonly #memory: ReadMemory | undefined;
  /** What is under way: outside of a transaction or read nothing may run. */
  #mode: "idle" | "writing" | "reading" = "idle";
  /** Whether the version was asked since this process last heard from outside, or committed something itself. */
  #versionKnown = false;
  /** Whether this read was told something from memory, so that what it asks of the database must be of the same version. */
  #remembered = false;

  constructor(path: string, { readOnly }: { readOnly: boolean }) {
    this.#path = path;
    this.#memory = readOnly ? new ReadMemory() : undefined;
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

  /** The transaction begins with the first question that memory cannot answer; `anew`: at once, and nothing is told from memory before. */
  beginReading({ anew = false } = {}): void {
    this.#mode = "reading";
    this.#remembered = false;
    if (this.#memory === undefined || anew) this.#beginSnapshot();
    else if (!this.#versionKnown) this.#learnVersion(this.#memory);
  }

  /** For a connection that only reads: another of this process has committed. */
  doubtVersion(): void {
    this.#versionKnown = false;
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
    return this.#ask("all", statement, input, (prepared, bound) => prepared.all(...bound));
  }

  async first<Input, Row>(
    statement: Statement<Input, Row>,
    input: Input,
  ): Promise<Row | undefined> {
    const [row] = this.#ask("first", statement, input, (prepared, bound) => {
      const found = prepared.get(...bound);
      return found === undefined ? [] : [found];
    });
    return row;
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

  #ask<Input, Row>(
    kind: "all" | "first",
    statement: Statement<Input, Row>,
    input: Input,
    ask: (prepared: StatementSync, bound: SQLInputValue[]) => Rows,
  ): readonly Row[] {
    const compiled = statement.compiledFor(this.engine);
    this.#check(compiled);
    const bound = compiled.bind(input) as SQLInputValue[];
    const query = () => {
      try {
        return ask(this.#prepare(compiled.text), bound);
      } catch (error) {
        throw faultOf(error, this.#path);
      }
    };
    const key = this.#memory && questionKey(`${compiled.name} ${kind}`, bound);
    return (key === undefined ? this.#query(query) : this.#recall(key, query)) as readonly Row[];
  }

  #query(query: () => Rows): Rows {
    if (this.#mode === "reading" && !this.inTransaction) this.#beginSnapshot();
    return query();
  }

  #recall(key: string, query: () => Rows): Rows {
    const known = this.#memory?.find(key);
    if (known !== undefined) {
      this.#remembered = true;
      return known;
    }
    const rows = this.#query(query);
    this.#memory?.keep(key, rows);
    return rows;
  }

  /** Everything that is read from here on is of one moment; and so is what was told from memory, or the read begins again. */
  #beginSnapshot(): void {
    this.control("begin");
    if (this.#memory === undefined) return;
    const version = this.#version();
    if (this.#remembered && !this.#memory.isAt(version)) throw new Moved();
    this.#memory.at(version);
  }

  /**
   * What one turn of the event loop answers was waiting when the turn began, so it overlaps whatever was committed elsewhere
   * since: the version is asked once for all of it. What this process commits itself is heard of at once.
   */
  #learnVersion(memory: ReadMemory): void {
    memory.at(this.#version());
    this.#versionKnown = true;
    setImmediate(() => this.doubtVersion());
  }

  #version(): number {
    try {
      const { data_version: version } = this.#prepare("pragma data_version").get() ?? {};
      return Number(version);
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
