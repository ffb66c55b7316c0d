import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "./log.ts";
import { startReadWorker } from "./read-worker.ts";

const silent = createLog({ to: 2, readable: false, level: "silent" });

/** Notes that are written slowly: each write takes what was noted when it began. */
function slowTrail() {
  const noted: string[] = [];
  const written: string[] = [];
  const writeReads = async () => {
    const taken = noted.splice(0);
    await new Promise(setImmediate);
    written.push(...taken);
  };
  return { noted, written, writeReads };
}

test("it is known whose reads are noted before the worker has started", async () => {
  let learnt = false;
  const worker = await startReadWorker({
    log: silent,
    iam: {
      writeReads: async () => {
        await new Promise(setImmediate);
        learnt = true;
      },
    },
  });
  assert.ok(learnt);
  await worker.stop();
});

test("a database that is away when the server starts is told to whoever starts it", async () => {
  const writeReads = () => Promise.reject(new Error("the database is away"));
  await assert.rejects(startReadWorker({ log: silent, iam: { writeReads } }), /away/);
});

test("a stop writes what was noted, also while a write was under way", async () => {
  const trail = slowTrail();
  const worker = await startReadWorker({ log: silent, iam: trail });
  trail.noted.push("first");
  worker.nudge();
  trail.noted.push("second");
  await worker.stop();
  assert.deepEqual(trail.written, ["first", "second"]);
});

test("a failure is not the end", async () => {
  let tries = 0;
  const worker = await startReadWorker({
    log: silent,
    iam: {
      writeReads: async () => {
        tries += 1;
        if (tries === 2) throw new Error("the database is away");
      },
    },
  });
  worker.nudge();
  await worker.stop();
  assert.ok(tries >= 3);
});
