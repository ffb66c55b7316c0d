import { MINUTE } from "@sallyport/core";
import type { DataKeyring } from "./data-keys.ts";
import type { Log } from "./log.ts";
import { ringReadEvery } from "./rotate-keys.ts";

// Reads the ring of data keys again and again, so that `sallyport rotate-keys` can replace a key while servers run.

/** Of rounds that fail one after the other, one a minute is told: it may go on for as long as an operator takes. */
const tellEvery = MINUTE / ringReadEvery;

export interface KeyWorker {
  stop(): Promise<void>;
}

export function startKeyWorker({
  dataKeys,
  log,
}: {
  readonly dataKeys: Pick<DataKeyring, "refresh">;
  readonly log: Log;
}): KeyWorker {
  let round: Promise<void> | undefined;
  let failed = 0;

  async function read(): Promise<void> {
    try {
      const versions = await dataKeys.refresh();
      failed = 0;
      if (versions !== undefined)
        log.info("the data keys changed", { version: versions.join(" ") });
    } catch (error) {
      if (failed % tellEvery === 0)
        log.error("The data keys could not be read; it is tried again.", { error });
      failed += 1;
    }
  }

  const timer = setInterval(() => {
    round ??= read().finally(() => {
      round = undefined;
    });
  }, ringReadEvery);
  timer.unref();

  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}
