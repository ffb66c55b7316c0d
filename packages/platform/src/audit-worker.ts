import { type AuditBlock, type Iam, MINUTE, SECOND, toHex } from "@sallyport/core";
import type { Log } from "./log.ts";

// The audit trail is sealed into blocks after the answers, by whichever machine comes first. The newest block goes to the log every
// minute: with a line of it, kept elsewhere, nobody can cut off the trail's end unseen.

export interface AuditWorker {
  /** Seals what there is, notes the newest block and ends. */
  stop(): Promise<void>;
}

const sealEvery = 3 * SECOND;
const noteEvery = 1 * MINUTE;
const retainEvery = 10 * MINUTE;

export function startAuditWorker({
  iam,
  log,
  days,
}: {
  readonly iam: Pick<Iam, "sealTrail" | "removeOldTrail">;
  readonly log: Log;
  /** How long records are kept; undefined: for ever. */
  readonly days: number | undefined;
}): AuditWorker {
  let stopping = false;
  let newest: AuditBlock | undefined;
  let round: Promise<void> | undefined;

  async function seal(): Promise<void> {
    newest = (await iam.sealTrail(() => stopping)) ?? newest;
  }

  async function retain(keptDays: number): Promise<void> {
    let count = 0;
    while (!stopping && (await iam.removeOldTrail(keptDays))) count += 1;
    if (count > 0)
      log.info("Audit records are removed, as they are older than is asked for.", { count });
  }

  /** One piece of work at a time; what comes meanwhile comes again. */
  function begin(work: () => Promise<void>): void {
    if (stopping) return;
    round ??= work()
      .catch((error: unknown) =>
        log.error("The audit trail could not be sealed or removed; it is tried again.", { error }),
      )
      .finally(() => {
        round = undefined;
      });
  }

  function note(): void {
    if (newest === undefined) return;
    const auditHead = `${newest.number}:${toHex(newest.hash)}`;
    log.info("The audit trail's newest block.", { auditHead, count: newest.number });
  }

  const timers = [
    setInterval(() => begin(seal), sealEvery),
    setInterval(note, noteEvery),
    ...(days === undefined ? [] : [setInterval(() => begin(() => retain(days)), retainEvery)]),
  ];
  for (const timer of timers) timer.unref();
  begin(seal);

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await round;
      begin(seal);
      await round;
      stopping = true;
      note();
    },
  };
}
