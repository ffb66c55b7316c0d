import type { Store, Tx } from "../../store.ts";

/** The stores of one part of the contract: all on one database. */
export interface Stores {
  readonly one: Store;
  readonly all: readonly Store[];
}

/** The same work so many times at once, from every store in turn. */
export function race<T>(
  stores: Stores,
  times: number,
  work: (store: Store, index: number) => Promise<T>,
): Promise<readonly T[]> {
  const { all } = stores;
  return Promise.all(
    Array.from({ length: times }, (_, index) => work(all[index % all.length] ?? stores.one, index)),
  );
}

export function countTrue(answers: readonly boolean[]): number {
  return answers.filter(Boolean).length;
}

/** Every page of a list, one after the other; `between` runs after each. */
export async function everyPage<Row>(
  stores: Stores,
  list: (tx: Tx, after: string | undefined) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
  between: () => Promise<unknown> = async () => undefined,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const last = rows.at(-1);
    const after = last === undefined ? undefined : keyOf(last);
    const page = await stores.one.read((tx) => list(tx, after));
    if (page.length === 0) return rows;
    rows.push(...page);
    await between();
  }
}
