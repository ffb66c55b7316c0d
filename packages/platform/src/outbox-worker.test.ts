import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import {
  type AccountId,
  type Instant,
  instant,
  later,
  MINUTE,
  type OutboxMail,
  type Tx,
} from "@sallyport/core";
import type { Log } from "./log.ts";
import { UnsendableMail } from "./mailbox.ts";
import { retryDelay, startOutboxWorker } from "./outbox-worker.ts";

const start = instant(Date.UTC(2026, 10, 24));

const mailNumber = (n: number): OutboxMail => ({
  mailId: `m-${n}`,
  accountId: "123456789012" as AccountId,
  toName: "Zoë",
  toAddress: "zoe@example.org",
  subject: "Hello",
  text: "Hello",
  createdAt: start,
});

/** The outbox table as the store contract describes it, and a mailer that fails as often as it is told to. */
function room(mails: readonly OutboxMail[]) {
  let now = start;
  const rows = new Map(mails.map((mail) => [mail.mailId, { mail, attempts: 0, dueAt: start }]));
  const sent: string[] = [];
  const failures: Error[] = [];
  const tx = {
    outbox: {
      async lease(at: Instant, leaseUntil: Instant, limit: number) {
        const due = [...rows.values()].filter(({ dueAt }) => dueAt <= at).slice(0, limit);
        return due.map((row) => {
          row.dueAt = leaseUntil;
          return { ...row.mail, attempts: row.attempts++ };
        });
      },
      async markSent(mailId: string) {
        rows.delete(mailId);
      },
      async retryLater(mailId: string, at: Instant) {
        const row = rows.get(mailId);
        if (row !== undefined) row.dueAt = at;
      },
    },
  } as unknown as Tx;
  const run = <T>(work: (tx: Tx) => Promise<T>) => work(tx);
  const lines: string[] = [];
  const note = (event: string) => {
    lines.push(event);
  };
  const log: Log = { debug: note, info: note, warn: note, error: note, flush: () => {} };
  const worker = startOutboxWorker({
    store: { transact: run, atomically: run },
    clock: { now: () => now },
    log,
    mailer: {
      async send(mail) {
        await setImmediate();
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        sent.push(mail.mailId);
      },
    },
  });
  return {
    rows,
    sent,
    failures,
    lines,
    worker,
    pass: (milliseconds: number) => {
      now = later(now, milliseconds);
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await setImmediate();
}

describe("the outbox worker", () => {
  test("sends what waits at the start, more than one batch of it", async () => {
    const { sent, rows, worker } = room(Array.from({ length: 11 }, (_, n) => mailNumber(n)));
    await settle();
    await worker.stop();
    assert.equal(new Set(sent).size, 11);
    assert.equal(rows.size, 0);
  });

  test("sends at a nudge, also when it comes while it is sending", async () => {
    const { sent, rows, worker } = room([mailNumber(1)]);
    await setImmediate();
    rows.set("m-2", { mail: mailNumber(2), attempts: 0, dueAt: start });
    worker.nudge();
    await settle();
    assert.deepEqual(sent, ["m-1", "m-2"]);
    await worker.stop();
  });

  test("tries a failed mail again later, not at once, and forgets none", async () => {
    const { sent, rows, failures, worker, pass } = room([]);
    failures.push(new Error("the mail server is away"));
    rows.set("m-1", { mail: mailNumber(1), attempts: 0, dueAt: start });
    worker.nudge();
    await settle();
    worker.nudge();
    await settle();
    assert.deepEqual(sent, []);
    pass(retryDelay(0));
    worker.nudge();
    await settle();
    assert.deepEqual(sent, ["m-1"]);
    assert.equal(rows.size, 0);
    await worker.stop();
  });

  test("gives up what can never be sent, and what has failed for three days", async () => {
    const { rows, failures, worker, lines, pass } = room([]);
    failures.push(new UnsendableMail("no address"), new Error("away"));
    rows.set("m-1", { mail: mailNumber(1), attempts: 0, dueAt: start });
    worker.nudge();
    await settle();
    assert.equal(rows.size, 0);
    rows.set("m-2", { mail: mailNumber(2), attempts: 200, dueAt: start });
    pass(72 * 60 * MINUTE);
    worker.nudge();
    await settle();
    assert.equal(rows.size, 0);
    assert.equal(lines.filter((line) => line.includes("given up")).length, 2);
    await worker.stop();
  });

  test("stops after the mails under way, and sends none after", async () => {
    const { sent, worker } = room([mailNumber(1)]);
    await worker.stop();
    assert.deepEqual(sent, ["m-1"]);
    worker.nudge();
    await settle();
    assert.deepEqual(sent, ["m-1"]);
  });
});

test("retries begin after half a minute and double up to an hour", () => {
  assert.deepEqual(
    [0, 1, 2, 6, 7, 100].map(retryDelay),
    [30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000],
  );
});
