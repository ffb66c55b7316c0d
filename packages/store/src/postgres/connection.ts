import type pg from "pg";
import { postgres } from "../engine.ts";
import { StoreMisuse } from "../errors.ts";
import type { Run, Statement } from "../statement.ts";

export type Mode = "reading" | "writing";

const SHARDS = 16;

/** One connection for as long as one transaction (or read) has it. */
export class PostgresConnection implements Run {
  readonly shard = Math.floor(Math.random() * SHARDS);
  readonly #client: pg.PoolClient;
  readonly #named: boolean;
  #mode: Mode | "ended";

  constructor(client: pg.PoolClient, { mode, named }: { mode: Mode; named: boolean }) {
    this.#client = client;
    this.#mode = mode;
    this.#named = named;
  }

  end(): void {
    this.#mode = "ended";
  }

  async all<Input, Row>(statement: Statement<Input, Row>, input: Input): Promise<readonly Row[]> {
    return (await this.#query(statement, input)).rows as Row[];
  }

  async first<Input, Row>(
    statement: Statement<Input, Row>,
    input: Input,
  ): Promise<Row | undefined> {
    return (await this.#query(statement, input)).rows[0] as Row | undefined;
  }

  async change<Input>(statement: Statement<Input, unknown>, input: Input): Promise<number> {
    return (await this.#query(statement, input)).rowCount ?? 0;
  }

  #query<Input>(statement: Statement<Input, unknown>, input: Input): Promise<pg.QueryResult> {
    const { name, text, writes, bind } = statement.compiledFor(postgres);
    if (this.#mode === "ended") {
      throw new StoreMisuse("A transaction was used after it had ended.");
    }
    if (writes && this.#mode === "reading") throw new StoreMisuse("A read tried to write.");
    const query = { text, values: bind(input) };
    return this.#client.query(this.#named ? { name, ...query } : query);
  }
}
