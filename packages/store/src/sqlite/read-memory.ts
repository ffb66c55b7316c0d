// What a reader was answered is kept until the database changes: who signed, which policies they hold and what they ask for are
// the same from request to request, and asking SQLite again costs more than verifying the signature. `pragma data_version`
// (https://sqlite.org/pragma.html#pragma_data_version) tells for the price of one statement whether any other connection, of
// this process or of another, has committed since. Nothing is ever told from memory that a query would not have told.

export type Rows = readonly unknown[];

/** Keys that sign or users that are looked at, times the few statements that each asks. */
const MOST_ANSWERS = 8_192;

/** Longer answers are pages of lists, which few ask for twice. */
const MOST_ROWS = 64;

/** The database changed between what was told from memory and what was asked after it: the read begins again. */
export class Moved extends Error {}

export class ReadMemory {
  readonly #answers = new Map<string, Rows>();
  #version: number | undefined;

  get size(): number {
    return this.#answers.size;
  }

  /** Forgets everything that was read at another version than this. */
  at(version: number): void {
    if (version === this.#version) return;
    this.#answers.clear();
    this.#version = version;
  }

  isAt(version: number): boolean {
    return version === this.#version;
  }

  find(key: string): Rows | undefined {
    return this.#answers.get(key);
  }

  /** The rows are shared from now on by all who ask, so nobody may change them. */
  keep(key: string, rows: Rows): void {
    if (rows.length > MOST_ROWS) return;
    if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear();
    for (const row of rows) Object.freeze(row);
    this.#answers.set(key, rows);
  }
}

/** Which question this is; undefined where it is asked with bytes, which name no question twice. */
export function questionKey(statement: string, bound: readonly unknown[]): string | undefined {
  let key = statement;
  for (const value of bound) {
    switch (typeof value) {
      case "string":
        key += `\0s${value.length}:${value}`;
        break;
      case "number":
        key += `\0n${value}`;
        break;
      default:
        if (value !== null) return undefined;
        key += "\0-";
    }
  }
  return key;
}
