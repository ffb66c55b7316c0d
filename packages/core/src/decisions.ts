// What one request decides on its way: attempts charged, steps spent. Each is seen by everybody at once, so nothing is compared
// twice or spent twice; and the request is answered when all of them are durable. So they can share one commit.

import type { Store } from "./store.ts";

export class Decisions {
  /** The store for one request: `atomically` answers as soon as it is decided. */
  readonly store: Store;
  readonly #kept: Promise<void>[] = [];

  constructor(store: Store) {
    this.store = {
      transact: (work) => store.transact(work),
      read: (work) => store.read(work),
      decide: (work) => store.decide(work),
      atomically: async (work) => {
        const { value, kept } = await store.decide(work);
        this.#kept.push(kept);
        return value;
      },
    };
  }

  /** Resolves when all of them are durable. Before that nothing may be told to anybody. */
  async kept(): Promise<void> {
    await Promise.all(this.#kept);
  }
}
