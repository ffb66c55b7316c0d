// What differs between the engines, as a table: everything else is shared.

import {
  type Dialect,
  DummyDriver,
  type Expression,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";

/** By index: its table, the rows in it, and how many share each longer beginning of its key. */
export type Estimates = Readonly<Record<string, readonly [table: string, ...rows: number[]]>>;

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
  /** Tells the planner what to expect of every index, where it cannot find out for itself. */
  estimates(rows: Estimates): readonly string[];
  /** A column of which the planner shall not choose an index: it is tested while another is read in order. */
  aside<Value>(column: Expression<Value>): Expression<Value>;
  /** A list as one parameter, the operator that asks whether something is in it, and what stands behind that. */
  list(values: readonly string[]): unknown;
  readonly among: Expression<unknown>;
  oneOf<Text extends string>(list: unknown): Expression<Text>;
  /** A list of rows as one JSON text, unfolded into columns of these types. */
  oneOfRows(json: unknown, types: readonly ColumnType[]): RawBuilder<unknown>;
}

export type ColumnType = "key" | "whole";

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
  // SQLite plans by `sqlite_stat1`. Without it an account is guessed to have ten rows, whatever follows in the key. Only `analyze`
  // makes that table; of the tables it looks at it forgets our figures, so that it is shown one that needs none.
  estimates: (rows) => [
    "analyze meta",
    ...Object.entries(rows).map(
      ([index, [table, ...counts]]) =>
        `insert into sqlite_stat1 (tbl, idx, stat) values ('${table}', '${index}', '${counts.join(" ")}')`,
    ),
    "analyze sqlite_schema",
  ],
  aside: (column) => sql`+${column}`,
  list: (values) => JSON.stringify(values),
  among: sql`in`,
  oneOf: (list) => sql`(select value from json_each(${list}))`,
  oneOfRows: (json, types) =>
    sql`(select ${sql.join(types.map((_, index) => sql`value ->> ${sql.lit(index)}`))} from json_each(${json}))`,
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
  // Autovacuum keeps count, and the planner chooses by what it finds.
  estimates: () => [],
  aside: (column) => column,
  list: (values) => values,
  // Not `in (select unnest(…))`: that is a join, and PostgreSQL joined a page of 26 users with every membership of the account.
  // A list that is compared with a column is looked up in the column's index, one by one.
  among: sql`=`,
  oneOf: (list) => sql`any(cast(${list} as text[]))`,
  oneOfRows: (json, types) => {
    const columns = types.map((type, index) => {
      const text = sql`value ->> ${sql.lit(index)}`;
      return type === "whole" ? sql`cast(${text} as bigint)` : text;
    });
    return sql`(select ${sql.join(columns)} from json_array_elements(cast(${json} as json)) as listed (value))`;
  },
};
