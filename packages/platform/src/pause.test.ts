import assert from "node:assert/strict";
import { test } from "node:test";
import type { Log } from "./log.ts";
import { createPause } from "./pause.ts";

function quietLog() {
  const errors: unknown[] = [];
  const note = (_event: string, fields?: { readonly error?: unknown }) => {
    errors.push(fields?.error);
  };
  const log: Log = { debug: note, info: note, warn: note, error: note, flush: () => {} };
  return { log, errors };
}

test("a turn lets what waits run first", async () => {
  const order: string[] = [];
  setImmediate(() => order.push("waiting"));
  await createPause(quietLog().log).turn();
  order.push("after the turn");
  assert.deepEqual(order, ["waiting", "after the turn"]);
});

test("work put off runs later, its failure is logged, and a stop waits for it", async () => {
  const { log, errors } = quietLog();
  const pause = createPause(log);
  const done: string[] = [];
  const failure = new Error("rehash failed");
  pause.afterwards(async () => {
    await pause.turn();
    done.push("first");
    pause.afterwards(async () => {
      done.push("second");
    });
  });
  pause.afterwards(() => Promise.reject(failure));
  assert.deepEqual(done, []);
  await pause.settled();
  assert.deepEqual(done, ["first", "second"]);
  assert.deepEqual(errors, [failure]);
});
