// What the installation keeps for itself, through the same transactions as everything else.

import type { Keyring, Marks, SealedStock } from "./open-store.ts";
import type { Repositories } from "./repositories/all.ts";

export interface Runner {
  read<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
  transact<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
  atomically<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
}

export function keyringOf(runner: Runner): Keyring {
  return {
    list: () => runner.read((tx) => tx.keyring.list()),
    insertFirst: (wrapped, createdAt) =>
      runner.atomically((tx) => tx.keyring.insertFirst(wrapped, createdAt)),
    insertNext: (key) => runner.atomically((tx) => tx.keyring.insertNext(key)),
    retire: (below, tokensUntil) =>
      runner.atomically((tx) => tx.keyring.retire(below, tokensUntil)),
    remove: (version) => runner.atomically((tx) => tx.keyring.remove(version)),
    listDigestKeys: () => runner.read((tx) => tx.keyring.listDigestKeys()),
    insertDigestKey: (key) => runner.atomically((tx) => tx.keyring.insertDigestKey(key)),
    rewrap: (changes) => runner.transact((tx) => tx.keyring.rewrap(changes)),
  };
}

export function sealedStockOf(runner: Runner): SealedStock {
  return {
    page: (place, page) => runner.read((tx) => tx.sealedValues.page(place, page)),
    replace: (place, changes) =>
      runner.transact(async (tx) => {
        for (const { former, sealed } of changes)
          await tx.sealedValues.replace(place, former, sealed);
      }),
  };
}

export function marksOf(runner: Runner): Marks {
  return {
    find: (name) => runner.read((tx) => tx.marks.find(name)),
    put: (name, value) => runner.atomically((tx) => tx.marks.put(name, value)),
  };
}
