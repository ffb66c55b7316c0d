// A repository method is one statement: built with Kysely once, compiled once per engine, and from then on only bound and
// run. (Building and compiling anew for every call would cost as much as SQLite needs to run it.)

import { type Compilable, type Expression, Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "./database.ts";
import type { ColumnType, Engine } from "./engine.ts";

/** What a column holds of a value: no `undefined`, no booleans. */
export type Stored<Value> =
  | (undefined extends Value ? null : never)
  | (Value extends undefined ? never : Value extends boolean ? number : Value);

/** Where a part of the input goes when the statement is run. */
class Slot<Input> {
  readonly read: (input: Input) => unknown;
  constructor(read: (input: Input) => unknown) {
    this.read = read;
  }
}

export interface Building<Input> {
  readonly db: Kysely<Database>;
  /** A value of the input that is bound when the statement is run. */
  given<Value>(read: (input: Input) => Value): Stored<Value>;
  /** The same where the engine could not tell from the context that it is a whole number. */
  whole(read: (input: Input) => number): RawBuilder<number>;
  /** See `Engine.aside`. */
  aside<Value>(column: Expression<Value>): Expression<Value>;
  /** Asks whether a text is in a list: `.where("person_id", among, oneOf(({ personIds }) => personIds))`. */
  readonly among: Expression<unknown>;
  /** A list of texts, to be used with `among`. */
  oneOf<Text extends string>(read: (input: Input) => readonly Text[]): Expression<Text>;
  /** A list of rows, to be used with `in` beside as many columns of these types: beside a whole key, each is found by it. */
  oneOfRows(
    types: readonly ColumnType[],
    read: (input: Input) => readonly (readonly (string | number)[])[],
  ): RawBuilder<unknown>;
}

export interface Compiled<Input> {
  /** Names the prepared statement where the engine wants a name. */
  readonly name: string;
  readonly text: string;
  readonly writes: boolean;
  bind(input: Input): unknown[];
}

export interface Statement<Input, Row> {
  compiledFor(engine: Engine): Compiled<Input>;
  /** Only for the compiler: what a row of the answer looks like. */
  readonly row?: Row;
}

let statements = 0;

/** Declares a statement over an input: `statement<Input>()(({ db, given }) => db.selectFrom(…)…)`. */
export function statement<Input>() {
  return <Row>(
    build: (building: Building<Input>) => Compilable<Row> | RawBuilder<Row>,
  ): Statement<Input, Row> => {
    statements += 1;
    const name = `s${statements}`;
    const compiled = new Map<Engine, Compiled<Input>>();
    return {
      compiledFor(engine) {
        const known = compiled.get(engine);
        if (known !== undefined) return known;
        const fresh = compile(name, engine, build);
        compiled.set(engine, fresh);
        return fresh;
      },
    };
  };
}

function compile<Input, Row>(
  name: string,
  engine: Engine,
  build: (building: Building<Input>) => Compilable<Row> | RawBuilder<Row>,
): Compiled<Input> {
  const db = new Kysely<Database>({ dialect: engine.dialect });
  const given = <Value>(read: (input: Input) => Value) =>
    new Slot(read) as unknown as Stored<Value>;
  const query = build({
    db,
    given,
    whole: (read) => sql<number>`cast(${given(read)} as bigint)`,
    aside: (column) => engine.aside(column),
    among: engine.among,
    oneOf: (read) => engine.oneOf(given((input: Input) => engine.list(read(input)))),
    oneOfRows: (types, read) =>
      engine.oneOfRows(
        given((input: Input) => JSON.stringify(read(input))),
        types,
      ),
  }).compile(db);
  const slots = query.parameters;
  return {
    name,
    text: query.sql,
    writes: !query.sql.trimStart().startsWith("select"),
    bind: (input) => slots.map((slot) => store(slot instanceof Slot ? slot.read(input) : slot)),
  };
}

function store(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value;
}

/** Runs statements inside one transaction (or one read). */
export interface Run {
  /**
   * Which row of a count this transaction writes. Transactions that run side by side take different ones, or each would
   * undo the other; readers add them up.
   */
  readonly shard: number;
  all<Input, Row>(statement: Statement<Input, Row>, input: Input): Promise<readonly Row[]>;
  first<Input, Row>(statement: Statement<Input, Row>, input: Input): Promise<Row | undefined>;
  /** How many rows it wrote. */
  change<Input>(statement: Statement<Input, unknown>, input: Input): Promise<number>;
}
