// Group commit. A commit waits for the disk, so everything that came in during one turn of the event loop shares one:
// BEGIN IMMEDIATE, each transaction in a savepoint of its own (its failure undoes only itself), COMMIT, and only then are
// all of them answered. Their work awaits nothing but statements, which are done when asked, so a group takes no turn
// of its own; what comes in while it runs joins it, up to a bound.

import { setImmediate, setTimeout } from "node:timers/promises";
import type { Decided } from "@sallyport/core";
import { StoreError } from "../errors.ts";
import type { SqliteConnection } from "./connection.ts";
import { isBusy } from "./faults.ts";
import { closed, readOnce } from "./turns.ts";

/** Bounds how long one group keeps the event loop (a transaction takes some 30 µs). */
const LARGEST_GROUP = 128;

/** Another process may write the same file: how long to come back for it. */
const BUSY_PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 16;

/** How often a group waits a turn of the event loop for those who were told what was decided, so that they go on in it. */
const MOST_TURNS = 4;

interface Job {
  /** Whoever asked is told before the commit, and goes on at once. */
  readonly decides: boolean;
  /** Runs the work inside the open group. */
  run(): Promise<Outcome>;
  reject(reason: unknown): void;
}

interface Outcome {
  /** Answers whoever asked; not before the commit. */
  tell(): void;
  readonly fault?: unknown;
}

export class GroupCommit {
  readonly #connection: SqliteConnection;
  readonly #onCommit: () => void;
  #waiting: Job[] = [];
  #reads: (() => Promise<void>)[] = [];
  #running: Promise<void> | undefined;
  #closed = false;

  /** `onCommit`: called after each commit, before anybody hears of it. */
  constructor(connection: SqliteConnection, onCommit: () => void = () => undefined) {
    this.#connection = connection;
    this.#onCommit = onCommit;
  }

  /** All of `work` or nothing of it. */
  transact<T>(work: () => Promise<T>): Promise<T> {
    return this.#submit(() => this.#inSavepoint(work));
  }

  /** Each statement of `work` stands on its own, whatever comes after it. */
  atomically<T>(work: () => Promise<T>): Promise<T> {
    return this.#submit(work);
  }

  /** As `atomically`, but answered when it is done; `kept` follows the commit. */
  decide<T>(work: () => Promise<T>): Promise<Decided<T>> {
    return new Promise((resolve, reject) => {
      const keeping = Promise.withResolvers<void>();
      keeping.promise.catch(() => undefined); // it may be lost before anybody waits for it
      let lose: (reason: unknown) => void = reject;
      const run = async () => {
        try {
          resolve({ value: await work(), kept: keeping.promise });
          lose = keeping.reject;
          return { tell: keeping.resolve };
        } catch (fault) {
          return { tell: () => reject(fault), fault };
        }
      };
      this.#add({ decides: true, run, reject: (reason) => lose(reason) });
    });
  }

  /** In a transaction of its own, before there are others: a failure undoes it and ends nothing else. */
  async alone(work: () => Promise<void>): Promise<void> {
    await this.#begin();
    try {
      await work();
      this.#connection.commit();
      this.#onCommit();
    } catch (error) {
      this.#connection.rollBack();
      throw error;
    }
  }

  /** For a database that has this one connection: reads take turns with the groups. */
  read<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.#reads.push(() => readOnce(this.#connection, work).then(resolve, reject));
      this.#wake();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  #submit<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = async () => {
        try {
          const value = await work();
          return { tell: () => resolve(value) };
        } catch (fault) {
          return { tell: () => reject(fault), fault };
        }
      };
      this.#add({ decides: false, run, reject });
    });
  }

  #add(job: Job): void {
    if (this.#closed) {
      job.reject(closed());
      return;
    }
    this.#waiting.push(job);
    this.#wake();
  }

  #wake(): void {
    this.#running ??= this.#drain();
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.#reads.length > 0) {
      await setImmediate(); // the other requests of this turn may bring transactions too
      const reads = this.#reads;
      this.#reads = [];
      for (const read of reads) await read();
      if (this.#waiting.length > 0) await this.#runGroup();
    }
    this.#running = undefined;
  }

  async #runGroup(): Promise<void> {
    const members: Job[] = [];
    try {
      await this.#begin();
      const outcomes: Outcome[] = [];
      let turns = 0;
      let decided = false;
      while (members.length < LARGEST_GROUP) {
        const job = this.#waiting.shift();
        if (job === undefined) {
          if (!decided || turns === MOST_TURNS) break;
          decided = false;
          turns += 1;
          await setImmediate();
          continue;
        }
        members.push(job);
        decided ||= job.decides;
        const outcome = await job.run();
        // A full disk ends the whole transaction: then nobody's work was done.
        if (!this.#connection.inTransaction) throw lost(outcome.fault);
        outcomes.push(outcome);
      }
      this.#connection.commit();
      this.#onCommit();
      for (const { tell } of outcomes) tell();
    } catch (error) {
      this.#connection.rollBack();
      // Nothing was begun: those who wait for it cannot wait for ever.
      if (members.length === 0) members.push(...this.#waiting.splice(0));
      for (const { reject } of members) reject(error);
    }
  }

  async #inSavepoint<T>(work: () => Promise<T>): Promise<T> {
    this.#connection.control("savepoint member");
    try {
      const value = await work();
      this.#connection.control("release member");
      return value;
    } catch (error) {
      if (this.#connection.inTransaction) {
        this.#connection.control("rollback to member");
        this.#connection.control("release member");
      }
      throw error;
    }
  }

  async #begin(): Promise<void> {
    const deadline = performance.now() + BUSY_PATIENCE_MS;
    for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return this.#connection.beginWriting();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() > deadline) throw contended(error);
      }
      await setTimeout(pause * (0.5 + Math.random() / 2));
    }
  }
}

function lost(fault: unknown): StoreError {
  if (fault instanceof StoreError) return fault;
  return new StoreError(
    "Unavailable",
    "The database gave up a transaction: see the cause in the log. Nothing was changed.",
    fault,
  );
}

function contended(cause: unknown): StoreError {
  return new StoreError(
    "Contended",
    "Another process keeps the database locked: end it, or wait until it is done. Nothing was changed.",
    cause,
  );
}
