import { type Iam, SECOND } from "@sallyport/core";
import type { Log } from "./log.ts";

// Credential reports are begun by a row and made after the answer, by whichever machine comes first. One that a machine left
// half-made, by dying or stopping, is found here by the next look.

export interface ReportWorker {
  /** A report may have been begun: looks now, without waiting for the timer. */
  nudge(): void;
  /** Ends after the part that is under way. */
  stop(): Promise<void>;
}

const lookEvery = 15 * SECOND;

export function startReportWorker({
  iam,
  log,
}: {
  readonly iam: Pick<Iam, "makeReport">;
  readonly log: Log;
}): ReportWorker {
  let stopping = false;
  let nudged = false;
  let round: Promise<void> | undefined;

  async function makeDue(): Promise<void> {
    do {
      nudged = false;
      if (await iam.makeReport(() => stopping)) nudged = true;
    } while (nudged && !stopping);
  }

  function look(): void {
    if (stopping) return;
    nudged = true;
    round ??= makeDue()
      .catch((error: unknown) =>
        log.error("A credential report could not be made; it is tried again.", { error }),
      )
      .finally(() => {
        round = undefined;
        if (nudged) look(); // it came when the last look was over already
      });
  }

  const timer = setInterval(look, lookEvery);
  timer.unref();
  look();

  return {
    nudge: look,
    async stop() {
      stopping = true;
      clearInterval(timer);
      await round;
    },
  };
}
