// What the installation keeps for itself, through the same transactions as everything else.

import type { Keyring, Marks } from "./open-store.ts";
import type { Repositories } from "./repositories/all.ts";

export interface Runner {
  read<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
  atomically<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
}

export function keyringOf(runner: Runner): Keyring {
  return {
    list: () => runner.read((tx) => tx.keyring.list()),
    insertFirst: (wrapped, createdAt) =>
      runner.atomically((tx) => tx.keyring.insertFirst(wrapped, createdAt)),
  };
}

export function marksOf(runner: Runner): Marks {
  return {
    find: (name) => runner.read((tx) => tx.marks.find(name)),
    put: (name, value) => runner.atomically((tx) => tx.marks.put(name, value)),
  };
}
