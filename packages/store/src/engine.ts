// What differs between the engines, as a table: everything else is shared.

import {
  type Dialect,
  DummyDriver,
  type Expression,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";

export interface Engine {
  /** Kysely only builds and compiles here; running is the openers' work. */
  readonly dialect: Dialect;
  /** Column types of the migrations. `key` compares byte by byte, so that both engines list in the same order. */
  readonly types: {
    readonly bytes: string;
    readonly whole: string;
    readonly text: string;
    readonly key: string;
    /** Ends a `create table`; the second for tables that live in their primary key. */
    readonly table: string;
    readonly keyed: string;
  };
  /** A list as one parameter, and the expression that unfolds it. */
  list(values: readonly string[]): unknown;
  oneOf<Text extends string>(list: unknown): Expression<Text>;
}

export const sqlite: Engine = {
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  types: {
    bytes: "blob",
    whole: "integer",
    text: "text",
    key: "text",
    table: "strict",
    keyed: "strict, without rowid",
  },
  list: (values) => JSON.stringify(values),
  oneOf: (list) => sql`(select value from json_each(${list}))`,
};

export const postgres: Engine = {
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  types: {
    bytes: "bytea",
    whole: "bigint",
    text: "text",
    key: 'text collate "C"',
    table: "",
    keyed: "",
  },
  list: (values) => values,
  oneOf: (list) => sql`(select unnest(cast(${list} as text[])))`,
};
