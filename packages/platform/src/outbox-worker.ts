import {
  type Clock,
  HOUR,
  type Instant,
  later,
  MINUTE,
  type OutboxMail,
  SECOND,
  type Store,
} from "@sallyport/core";
import type { Log } from "./log.ts";
import { UnsendableMail } from "./mailbox.ts";
import type { Mailer } from "./mailer.ts";

// Mails are rows, written in the transaction that wanted them and sent after its commit: what was rolled back is never
// mailed, and a crash loses none. A mail may arrive twice (sent, then the machine died before it was marked); it then has
// the same Message-ID.

export interface OutboxWorker {
  /** A mail may have been queued: looks now, without waiting for the timer. */
  nudge(): void;
  /** Ends after the mails that are under way. */
  stop(): Promise<void>;
}

/** Longer than a batch can take with every time-out of the mailer used up. */
const leaseFor = 3 * MINUTE;
const batch = 4;
/** Mails of a machine that died, and retries, wait no longer than this. */
const lookEvery = 15 * SECOND;
const firstRetry = 30 * SECOND;
const longestRetry = HOUR;
/** A mail server that was away over a weekend does not cost a notice. */
const giveUpAfter = 72 * HOUR;

export function startOutboxWorker({
  store,
  mailer,
  clock,
  log,
}: {
  readonly store: Pick<Store, "transact" | "atomically">;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly log: Log;
}): OutboxWorker {
  let stopping = false;
  let nudged = false;
  let round: Promise<void> | undefined;

  async function sendDue(): Promise<void> {
    do {
      nudged = false;
      const due = await lease();
      await Promise.all(due.map(sendOne));
      if (due.length === batch) nudged = true;
    } while (nudged && !stopping);
  }

  function lease() {
    const now = clock.now();
    return store.transact((tx) => tx.outbox.lease(now, later(now, leaseFor), batch));
  }

  async function sendOne(mail: OutboxMail & { readonly attempts: number }): Promise<void> {
    const { mailId, accountId, attempts } = mail;
    const said = { mailId, accountId, attempts };
    try {
      await mailer.send(mail);
    } catch (error) {
      const now = clock.now();
      const retryAt = later(now, retryDelay(attempts));
      if (error instanceof UnsendableMail || retryAt > later(mail.createdAt, giveUpAfter)) {
        log.error("A mail cannot be sent and is given up.", { ...said, error });
        await store.atomically((tx) => tx.outbox.markSent(mailId));
      } else {
        log.warn("A mail could not be sent; it is tried again.", { ...said, error });
        await store.atomically((tx) => tx.outbox.retryLater(mailId, retryAt as Instant));
      }
      return;
    }
    await store.atomically((tx) => tx.outbox.markSent(mailId));
    log.info("A mail was sent.", said);
  }

  function look(): void {
    if (stopping) return;
    nudged = true;
    round ??= sendDue()
      .catch((error: unknown) => log.error("The outbox could not be read.", { error }))
      .finally(() => {
        round = undefined;
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

/** 30 s, doubling to an hour. `attempts` counts those before this one. */
export function retryDelay(attempts: number): number {
  return Math.min(longestRetry, firstRetry * 2 ** Math.max(0, attempts));
}
