import { StoreError } from "../errors.ts";
import type { SqliteConnection } from "./connection.ts";
import { Moved } from "./read-memory.ts";

/** Reads of one connection, one after the other: each begins after everything that was answered before it. */
export class Turns {
  readonly #connection: SqliteConnection;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  read<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(closed());
    const answer = this.#last.then(() => readOnce(this.#connection, work));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
  }
}

/** Everything that `work` reads is of one moment. It may be run a second time. */
export async function readOnce<T>(
  connection: SqliteConnection,
  work: () => Promise<T>,
): Promise<T> {
  try {
    connection.beginReading();
    return await work();
  } catch (error) {
    if (!(error instanceof Moved)) throw error;
    connection.rollBack();
    connection.beginReading({ anew: true });
    return await work();
  } finally {
    connection.rollBack();
  }
}

export function closed(): StoreError {
  return new StoreError("Unavailable", "The database was closed: start the server again.");
}
