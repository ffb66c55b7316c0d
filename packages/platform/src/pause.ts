import { setImmediate } from "node:timers/promises";
import type { Pause } from "@sallyport/core";
import type { Log } from "./log.ts";

export interface EventLoopPause extends Pause {
  /** Resolves when nothing is left of what was put off: a clean stop waits for it. */
  settled(): Promise<void>;
}

/** Lets every request that waits take its turn first. */
export function createPause(log: Log): EventLoopPause {
  const putOff = new Set<Promise<void>>();
  return {
    turn: () => setImmediate(),
    afterwards(work) {
      const done = setImmediate()
        .then(work)
        .catch((error: unknown) => log.warn("Work after an answer failed.", { error }))
        .finally(() => putOff.delete(done));
      putOff.add(done);
    },
    async settled() {
      while (putOff.size > 0) await Promise.all(putOff);
    },
  };
}
