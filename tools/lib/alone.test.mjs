import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { alone } from "./alone.mjs";

test("two setups in one folder follow each other", async () => {
  /** @type {string[]} */
  const log = [];
  /** @param {string} name */
  const work = (name) =>
    alone(async () => {
      log.push(`${name} begins`);
      await sleep(50);
      log.push(`${name} ends`);
    });
  await Promise.all([work("one"), work("two")]);
  assert.deepEqual(log, ["one begins", "one ends", "two begins", "two ends"]);
});

test("a setup that fails does not keep others out", async () => {
  await assert.rejects(
    alone(() => Promise.reject(new Error("broken"))),
    /broken/,
  );
  assert.equal(await alone(async () => "done"), "done");
});
