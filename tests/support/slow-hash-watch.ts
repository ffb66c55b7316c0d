// Where a page makes its slow hashes: in workers, or on the thread that draws it, which then loads the library itself.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";

export interface SlowHashWatch {
  /** Each hash so far had a worker, the page itself made none, and no worker is left with what it knew. */
  readonly areInWorkers: (count: number) => Promise<void>;
  /** Resolves with the next worker. */
  readonly next: () => Promise<void>;
}

export function watchSlowHashes(page: Page): SlowHashWatch {
  const own: string[] = [];
  let started = 0;
  page.on("worker", (worker) => {
    if (/\/assets\/hash-worker-[\w-]+\.js$/.test(worker.url())) started += 1;
  });
  page.on("request", (request) => {
    if (/\/assets\/hash-wasm-/.test(request.url())) own.push(request.url());
  });
  return {
    async areInWorkers(count) {
      assert.equal(started, count);
      assert.deepEqual(own, [], "the page itself made a slow hash");
      // A thread that was in the middle of it takes a moment to end.
      for (const worker of page.workers())
        await worker.waitForEvent("close").catch(() => undefined);
      assert.equal(page.workers().length, 0);
    },
    next: async () => {
      await page.waitForEvent("worker");
    },
  };
}
