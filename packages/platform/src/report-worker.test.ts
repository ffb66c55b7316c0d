import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "./log.ts";
import { startReportWorker } from "./report-worker.ts";

const log = createLog({ to: 2, readable: false, level: "silent" });

test("it works until nothing is due, and again when nudged", async () => {
  let due = 3;
  const worker = startReportWorker({
    log,
    iam: {
      makeReport: async () => {
        if (due === 0) return false;
        due -= 1;
        return true;
      },
    },
  });
  while (due > 0) await new Promise(setImmediate);
  due = 1;
  worker.nudge();
  while (due > 0) await new Promise(setImmediate);
  await worker.stop();
});

test("a stop is told to what is under way, and waits for it", async () => {
  let ended = false;
  const worker = startReportWorker({
    log,
    iam: {
      makeReport: async (stopping) => {
        while (!stopping()) await new Promise(setImmediate);
        ended = true;
        return true;
      },
    },
  });
  await worker.stop();
  assert.ok(ended);
});

test("a failure is not the end", async () => {
  let tries = 0;
  const worker = startReportWorker({
    log,
    iam: {
      makeReport: async () => {
        tries += 1;
        if (tries === 1) throw new Error("the database is away");
        return false;
      },
    },
  });
  while (tries < 2) {
    await new Promise(setImmediate);
    worker.nudge();
  }
  await worker.stop();
});
