import assert from "node:assert/strict";
import { test } from "node:test";
import { ringAt } from "./ring.ts";

const moments: readonly {
  readonly at: number;
  readonly secondsLeft: number;
  readonly step: number;
}[] = [
  { at: 0, secondsLeft: 30, step: 0 },
  { at: 1, secondsLeft: 30, step: 0 },
  { at: 1_000, secondsLeft: 29, step: 0 },
  { at: 29_000, secondsLeft: 1, step: 0 },
  { at: 29_999, secondsLeft: 1, step: 0 },
  { at: 30_000, secondsLeft: 30, step: 1 },
  { at: 1_795_502_768_250, secondsLeft: 22, step: 59_850_092 },
];

for (const { at, secondsLeft, step } of moments) {
  test(`at ${at} ms the ring shows ${secondsLeft} s of step ${step}`, () => {
    assert.deepEqual(ringAt(at), { secondsLeft, step });
  });
}
