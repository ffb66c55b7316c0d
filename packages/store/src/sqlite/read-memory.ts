// What a reader was answered is kept until the database changes: who signed, which policies they hold and what they ask for are
// the same from request to request, and asking SQLite again costs more than verifying the signature. `pragma data_version`
// (https://sqlite.org/pragma.html#pragma_data_version) tells for the price of one statement whether any other connection, of
// this process or of another, has committed since. Nothing is ever told from memory that a query would not have told.

export type Rows = readonly unknown[];

/** What all answers together may weigh, about in bytes: keys that sign and users that are looked at, with their policies. */
const MOST_WEIGHT = 16 * 2 ** 20;

/** Heavier answers are pages of lists, pieces of reports and vaults, which few ask for twice. */
const MOST_OF_ONE = 16 * 2 ** 10;

/** What an object costs beside what it holds. */
const WEIGHT_OF_A_VALUE = 32;

/** The database changed between what was told from memory and what was asked after it: the read begins again. */
export class Moved extends Error {}

export class ReadMemory {
  readonly #answers = new Map<string, Rows>();
  #weight = 0;
  #version: number | undefined;

  /** Of all that is kept, about in bytes. */
  get weight(): number {
    return this.#weight;
  }

  /** Forgets everything that was read at another version than this. */
  at(version: number): void {
    if (version === this.#version) return;
    this.#forget();
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
    const weight = key.length + weightOf(rows);
    if (weight > MOST_OF_ONE) return;
    if (this.#weight + weight > MOST_WEIGHT) this.#forget();
    for (const row of rows) Object.freeze(row);
    this.#answers.set(key, rows);
    this.#weight += weight;
  }

  #forget(): void {
    this.#answers.clear();
    this.#weight = 0;
  }
}

function weightOf(rows: Rows): number {
  let weight = 0;
  for (const row of rows) {
    for (const value of Object.values(row as Readonly<Record<string, unknown>>)) {
      weight += WEIGHT_OF_A_VALUE;
      if (typeof value === "string" || value instanceof Uint8Array) weight += value.length;
    }
    if (weight > MOST_OF_ONE) return weight;
  }
  return weight;
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
