import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsAround } from "./steps-around.ts";

const table: readonly (readonly [centre: number, radius: number, steps: readonly number[]])[] = [
  [100, 0, [100]],
  [100, 1, [100, 99, 101]],
  [100, 3, [100, 99, 101, 98, 102, 97, 103]],
  [0, 1, [0, 1]],
  [1, 3, [1, 0, 2, 3, 4]],
  [-2, 3, [0, 1]],
];
for (const [centre, radius, steps] of table) {
  test(`around ${centre}, ±${radius}: ${steps.join(", ")}`, () => {
    assert.deepEqual([...stepsAround({ centre, radius })], steps);
  });
}
