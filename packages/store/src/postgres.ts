// The PostgreSQL opener: a pool, and three ways to use one of its connections. The statements keep to what CockroachDB and
// YugabyteDB run too.

import { setTimeout } from "node:timers/promises";
import { type IamError, refusals } from "@sallyport/core";
import pg from "pg";
import { postgres } from "./engine.ts";
import { StoreError } from "./errors.ts";
import { keyringOf, marksOf, sealedStockOf } from "./installation.ts";
import { migrate } from "./migrate.ts";
import type { OpenStore, StoreOptions } from "./open-store.ts";
import { type Mode, PostgresConnection } from "./postgres/connection.ts";
import { countGrown } from "./postgres/counting.ts";
import { faultOf, worthTries } from "./postgres/faults.ts";
import { typeParsers } from "./postgres/types.ts";
import { type Repositories, repositories } from "./repositories/all.ts";

const CONNECT_PATIENCE_MS = 5_000;
const MOST_CONNECTIONS = 16;

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 200;

/** Where everybody wants the same row, nobody gets it by trying at the same time: who lost that often stands in line. */
const RACES_BEFORE_LINE = 3;

/** Names the lock under which tables are changed; any number that nobody else uses. */
const MIGRATION_LOCK = 7_255_939_331;

interface Kind {
  readonly begin: string;
  readonly mode: Mode;
}

const serializable: Kind = { begin: "begin isolation level serializable", mode: "writing" };
const oneMoment: Kind = {
  begin: "begin isolation level repeatable read read only",
  mode: "reading",
};
const plain: Kind = { begin: "begin", mode: "writing" };

type Work<T> = (tx: Repositories) => Promise<T>;

/** Connects, checks what is there and brings its tables up to date. */
export async function openPostgres(options: StoreOptions): Promise<OpenStore> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
    keepAlive: true,
    types: typeParsers,
    pipeline: true,
  } as pg.PoolConfig);
  // A connection that breaks fails the statements on it and leaves the pool; the next request opens another.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);
  const named = options.namePreparedStatements ?? true;
  const database = new PostgresStore(pool, named);
  try {
    await database.migrate();
  } catch (error) {
    await pool.end();
    throw faultOf(error);
  }
  return database.store();
}

class PostgresStore {
  readonly #pool: pg.Pool;
  readonly #named: boolean;
  readonly #line = new Line();

  constructor(pool: pg.Pool, named: boolean) {
    this.#pool = pool;
    this.#named = named;
  }

  store(): OpenStore {
    const runner = {
      transact: <T>(work: Work<T>) => this.#transact(work),
      atomically: <T>(work: Work<T>) => this.#atomically(work),
      // Other machines see only what is committed: what is decided is kept by then.
      decide: async <T>(work: Work<T>) => ({ value: await this.#atomically(work), kept: done }),
      read: <T>(work: Work<T>) => this.#read(work),
    };
    // Beside the first requests: they need not wait for it.
    const counting = countGrown(this.#pool);
    let closing: Promise<void> | undefined;
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
      close: () => {
        closing ??= counting.then(() => this.#pool.end());
        return closing;
      },
    };
  }

  /** The lock ends with its transaction, so that it also works through a pooler. */
  async migrate(): Promise<void> {
    await this.#with((client) =>
      this.#inside(client, plain, async (connection) => {
        await client.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
        await migrate({
          engine: postgres,
          run: connection,
          execute: async (text) => {
            await client.query(text);
          },
        });
      }),
    );
  }

  async #transact<T>(work: Work<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const inLine = tries > RACES_BEFORE_LINE;
      try {
        return await (inLine ? this.#line.run(() => this.#once(work)) : this.#once(work));
      } catch (error) {
        const worth = worthTries(error);
        if (worth === 1) throw faultOf(error);
        if (tries >= worth) throw contended(error);
      }
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
      await setTimeout(pause * Math.random());
    }
  }

  #once<T>(work: Work<T>): Promise<T> {
    return this.#with((client) =>
      this.#inside(client, serializable, (connection) => work(repositories(connection))),
    );
  }

  /** Without a transaction of its own each statement commits by itself, in one round trip. */
  async #atomically<T>(work: Work<T>): Promise<T> {
    try {
      return await this.#with(async (client) => {
        const connection = new PostgresConnection(client, { mode: "writing", named: this.#named });
        try {
          return await work(repositories(connection));
        } finally {
          connection.end();
        }
      });
    } catch (error) {
      throw faultOf(error);
    }
  }

  async #read<T>(work: Work<T>): Promise<T> {
    try {
      return await this.#with((client) =>
        this.#inside(client, oneMoment, (connection) => work(repositories(connection))),
      );
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** A connection of the pool; one whose transaction could not be ended is not given to anybody else. */
  async #with<T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let unsound = false;
    try {
      return await use(client);
    } catch (error) {
      if (error instanceof NotEnded) {
        unsound = true;
        throw error.cause;
      }
      throw error;
    } finally {
      client.release(unsound);
    }
  }

  async #inside<T>(
    client: pg.PoolClient,
    { begin, mode }: Kind,
    use: (connection: PostgresConnection) => Promise<T>,
  ): Promise<T> {
    const connection = new PostgresConnection(client, { mode, named: this.#named });
    // Sent ahead of the first statement, in the same packet; a failure shows there too.
    const begun = client.query(begin);
    begun.catch(() => undefined);
    try {
      const value = await use(connection);
      await begun;
      connection.end();
      await end(client, mode);
      return value;
    } catch (error) {
      connection.end();
      await rollBack(client, error);
      throw error;
    }
  }
}

const done = Promise.resolve();

/** One after the other. */
class Line {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** What was read is known already: only a change has to be waited for. */
async function end(client: pg.PoolClient, mode: Mode): Promise<void> {
  const ended = client.query("commit");
  if (mode === "reading") {
    ended.catch(() => undefined);
    return;
  }
  // The server answers COMMIT with ROLLBACK when a statement had failed, whatever the work made of that.
  if ((await ended).command !== "COMMIT") throw gaveUp();
}

async function rollBack(client: pg.PoolClient, because: unknown): Promise<void> {
  try {
    await client.query("rollback");
  } catch {
    throw new NotEnded("The transaction could not be ended.", { cause: because });
  }
}

class NotEnded extends Error {}

function gaveUp(): StoreError {
  return new StoreError(
    "Unavailable",
    "The database gave up a transaction after a failed statement: nothing was changed.",
  );
}

/** The caller may ask again at once; the doors tell it so. */
function contended(cause: unknown): IamError {
  return refusals.concurrentModification(cause);
}
