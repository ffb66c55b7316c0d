import { type Iam, SECOND } from "@sallyport/core";
import type { Log } from "./log.ts";

// Successful reads that an account wants recorded are noted in memory while they are answered, and written here. A machine that dies
// loses those of its last second.

export interface ReadWorker {
  /** An account may have decided otherwise: looks now, without waiting for the timer. */
  nudge(): void;
  /** Writes what was noted, and ends. To be called when nothing is answered any more. */
  stop(): Promise<void>;
}

const writeEvery = 1 * SECOND;

/** Resolves when it is known whose reads are to be noted: no door may open before. */
export async function startReadWorker({
  iam,
  log,
}: {
  readonly iam: Pick<Iam, "writeReads">;
  readonly log: Log;
}): Promise<ReadWorker> {
  await iam.writeReads();
  let round: Promise<void> | undefined;

  function write(): Promise<void> {
    round ??= iam
      .writeReads()
      .catch((error: unknown) =>
        log.error("Reads could not be recorded in the audit trail; it is tried again.", { error }),
      )
      .finally(() => {
        round = undefined;
      });
    return round;
  }

  const timer = setInterval(() => void write(), writeEvery);
  timer.unref();

  return {
    nudge: () => void write(),
    async stop() {
      clearInterval(timer);
      await write(); // what is under way leaves out what came since it began
      await write();
    },
  };
}
