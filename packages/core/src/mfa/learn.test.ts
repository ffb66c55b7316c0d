// Security rules 8 and 9 as tables: what a device remembers, and which steps are open.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { HOUR, instant, later } from "../instant.ts";
import type { PersonId } from "../names.ts";
import type { Assignment } from "../records.ts";
import { acceptableSteps, isOpenStep } from "./acceptable-steps.ts";
import { assignedBy, learnFromCode, resyncedBy } from "./learn.ts";

const step = 59_000_000;
const now = instant(step * 30_000 + 12_345);
const personId = "AIDAEXAMPLE" as PersonId;

const fresh: Assignment = {
  personId,
  enabledAt: later(now, -30 * 24 * HOUR),
  lastUsedAt: undefined,
  drift: 0,
  lateStreak: 0,
  floor: step - 1000,
  unsettled: undefined,
};

/** Signs in once a day with codes so many steps off, and answers the drift after each. */
function driftsAfter(offsets: readonly number[], from: Partial<Assignment> = {}): number[] {
  let assignment: Assignment = { ...fresh, ...from };
  let at = now;
  return offsets.map((offset) => {
    at = later(at, 24 * HOUR);
    assignment = learnFromCode(assignment, Math.floor(at / 30_000) + offset, at);
    return assignment.drift;
  });
}

const driftCases: readonly {
  readonly says: string;
  readonly codes: readonly number[];
  readonly from?: Partial<Assignment>;
  readonly drifts: readonly number[];
}[] = [
  { says: "a code on time moves nothing", codes: [0, 0, 0, 0], drifts: [0, 0, 0, 0] },
  { says: "a code from the future moves +1 at once", codes: [1], drifts: [1] },
  { says: "one late code is a slow typist", codes: [-1], drifts: [0] },
  { says: "two late codes are", codes: [-1, -1], drifts: [0, 0] },
  { says: "three in a row are a slow clock", codes: [-1, -1, -1], drifts: [0, 0, -1] },
  {
    says: "a code on time between them starts anew",
    codes: [-1, -1, 0, -1, -1],
    drifts: [0, 0, 0, 0, 0],
  },
  {
    says: "a code from the future between them too",
    codes: [-1, -1, 1, 0, 0],
    drifts: [0, 0, 1, 1, 1],
  },
  { says: "drift stops at +2", codes: [1, 2, 3, 3, 3], drifts: [1, 2, 2, 2, 2] },
  {
    says: "drift stops at −2",
    codes: [-1, -1, -1, -2, -2, -2, -3, -3, -3, -3, -3, -3],
    drifts: [0, 0, -1, -1, -1, -2, -2, -2, -2, -2, -2, -2],
  },
  {
    says: "a drift learned by resync does not run further away",
    codes: [11, 11, 11],
    from: { drift: 10 },
    drifts: [10, 10, 10],
  },
  { says: "but comes back", codes: [-9, -8, -7], from: { drift: -10 }, drifts: [-9, -8, -7] },
];

describe("drift", () => {
  for (const { says, codes, from, drifts } of driftCases) {
    test(says, () => assert.deepEqual(driftsAfter(codes, from), drifts));
  }
});

describe("a settled device", () => {
  test("takes codes within one step of now and its drift", () => {
    const steps = acceptableSteps({ ...fresh, drift: -2 }, now, 1);
    assert.deepEqual([...steps].sort(), [step - 3, step - 2, step - 1]);
  });

  test("takes only the step itself where the window is 0", () => {
    assert.deepEqual(acceptableSteps(fresh, now, 0), [step]);
  });

  test("opens nothing at or under its floor", () => {
    const assignment = { ...fresh, floor: step };
    assert.deepEqual(
      [step - 1, step, step + 1].map((one) => isOpenStep(assignment, one, now)),
      [false, false, true],
    );
  });
});

describe("a pair at assignment", () => {
  for (const offset of [-2, -1, 0, 1]) {
    test(`that ends ${offset} steps from now was typed in time: drift 0, nothing to settle`, () => {
      const assignment = assignedBy({ step: step + offset - 1, personId, now });
      assert.equal(assignment.drift, 0);
      assert.equal(assignment.unsettled, undefined);
      assert.equal(assignment.floor, step + offset);
    });
  }
  for (const offset of [-3, 2, -2880, 2880]) {
    test(`that ends ${offset} steps from now leaves the device out of sync`, () => {
      const { unsettled } = assignedBy({ step: step + offset - 1, personId, now });
      assert.deepEqual(unsettled, {
        offset,
        fromStep: step + offset + 2,
        until: later(now, 24 * HOUR),
        outOfSync: true,
      });
    });
  }
});

describe("after a resync", () => {
  const pair = step - 41; // 40 steps late: a slow clock, or somebody who typed slowly
  const resynced = resyncedBy({ ...fresh, floor: step, drift: 2, lateStreak: 2 }, pair, now);

  test("codes near now and near the pair's offset are tried, and nothing else", () => {
    const steps = [...acceptableSteps(resynced, now, 1)].sort();
    assert.deepEqual(steps, [step - 40, step - 39, step - 1, step, step + 1]);
  });

  test("no step opens anything before the third after the pair", () => {
    const opened = [0, 1, 2, 3, 4].map((after) => isOpenStep(resynced, pair + after, now));
    assert.deepEqual(opened, [false, false, false, true, true]);
  });

  test("the floor follows the pair downwards", () => assert.equal(resynced.floor, pair + 1));

  test("the first success near now says the clock is right", () => {
    const { drift, unsettled } = learnFromCode(resynced, step, now);
    assert.deepEqual({ drift, unsettled }, { drift: 0, unsettled: undefined });
  });

  test("the first success at the pair's offset says how far the clock is off", () => {
    const at = later(now, 3 * 30_000);
    const { drift, unsettled } = learnFromCode(resynced, step + 3 - 40, at);
    assert.deepEqual({ drift, unsettled }, { drift: -40, unsettled: undefined });
  });

  test("a day later only codes near now count", () => {
    const tomorrow = later(now, 24 * HOUR);
    const steps = acceptableSteps(resynced, tomorrow, 1).map((one) => one - step - 2880);
    assert.deepEqual(
      [...steps].sort((a, b) => a - b),
      [-1, 0, 1],
    );
  });
});
