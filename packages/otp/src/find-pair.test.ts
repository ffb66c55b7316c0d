import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import { findPair, type PairFinding, searchPair, stepsPerSlice } from "./find-pair.ts";
import { type Digits, hotp, isDigits, type Mac } from "./hotp.ts";

const seed = Uint8Array.from({ length: 40 }, (_, index) => index);
const mac: Mac = (counter) => createHmac("sha1", seed).update(counter).digest();
const now = 56_666_666; // 1,699,999,980 s, the first step of the pair below
const day = 2_880;

interface Typed {
  readonly codes: readonly [string, string];
  readonly centre?: number;
  readonly radius?: number;
  readonly digits?: Digits;
}

const find = ({ codes: [code1, code2], centre = now, radius = day, digits = 6 }: Typed) =>
  findPair({ mac, code1, code2, centre, radius, digits });

const codeOf = (counter: number, digits: Digits = 6) => hotp({ mac, counter, digits });
const codesOf = (step1: number, step2: number, digits: Digits = 6) =>
  [codeOf(step1, digits), codeOf(step2, digits)] as const;

const consecutive = (step: number): PairFinding => ({ kind: "consecutive", step });

describe("a pair of codes", () => {
  // As in totp.test.ts, from oathtool: a seed of 40 bytes at 1,700,000,000 s and 30 s later.
  test("of a virtual device is found", () => {
    assert.deepEqual(find({ codes: ["145417", "541951"] }), consecutive(now));
  });

  const findings: readonly (readonly [what: string, typed: Typed, finding: PairFinding])[] = [
    ["that ends now", { codes: codesOf(now - 1, now) }, consecutive(now - 1)],
    ["of a clock that runs ahead", { codes: codesOf(now + 1, now + 2) }, consecutive(now + 1)],
    ["sent 4 minutes late", { codes: codesOf(now - 9, now - 8) }, consecutive(now - 9)],
    ["a day late", { codes: codesOf(now - day, now - day + 1) }, consecutive(now - day)],
    ["a day early", { codes: codesOf(now + day, now + day + 1) }, consecutive(now + day)],
    ["more than a day late", { codes: codesOf(now - day - 1, now - day) }, { kind: "unknown" }],
    [
      "more than a day early",
      { codes: codesOf(now + day + 1, now + day + 2) },
      { kind: "unknown" },
    ],
    ["with no radius", { codes: codesOf(now, now + 1), radius: 0 }, consecutive(now)],
    ["beside no radius", { codes: codesOf(now - 1, now), radius: 0 }, { kind: "unknown" }],
    ["at the beginning of time", { codes: codesOf(0, 1), centre: 3 }, consecutive(0)],
    [
      "of ten digits",
      { codes: codesOf(now + 40, now + 41, 10), digits: 10 },
      consecutive(now + 40),
    ],
    [
      "of eight digits where six are asked for",
      { codes: codesOf(now, now + 1, 8) },
      { kind: "unknown" },
    ],
    ["typed twice the same", { codes: codesOf(now, now) }, { kind: "identical" }],
    ["of nonsense typed twice", { codes: ["", ""] }, { kind: "identical" }],
    ["in reverse", { codes: codesOf(now, now - 1) }, { kind: "reversed", step: now - 1 }],
    [
      "in reverse, a day late",
      { codes: codesOf(now - day + 1, now - day) },
      { kind: "reversed", step: now - day },
    ],
    [
      "with one skipped",
      { codes: codesOf(now - 2, now) },
      { kind: "notConsecutive", step1: now - 2, step2: now },
    ],
    [
      "with one skipped, in reverse",
      { codes: codesOf(now, now - 2) },
      { kind: "notConsecutive", step1: now, step2: now - 2 },
    ],
    [
      "whose first is hours old",
      { codes: codesOf(now - 1000, now) },
      { kind: "notConsecutive", step1: now - 1000, step2: now },
    ],
    ["with a slip of the finger", { codes: [codeOf(now), "000000"] }, { kind: "unknown" }],
    ["of another device", { codes: ["287082", "359152"] }, { kind: "unknown" }],
    ["that is none", { codes: ["", "not a code"] }, { kind: "unknown" }],
  ];
  for (const [what, typed, finding] of findings) {
    test(`${what} is ${finding.kind}`, () => {
      assert.deepEqual(find(typed), finding);
    });
  }

  test("is found wherever it lies within reach, and nowhere else", () => {
    const cases = fc.record({
      offset: fc.integer({ min: -70, max: 70 }),
      radius: fc.integer({ min: 0, max: 60 }),
      digits: fc.integer({ min: 8, max: 10 }).filter(isDigits), // six would now and then coincide
    });
    fc.assert(
      fc.property(cases, ({ offset, radius, digits }) => {
        const step = now + offset;
        const codes = codesOf(step, step + 1, digits);
        const isWithin = Math.abs(offset) <= radius;
        assert.equal(find({ codes, radius, digits }).kind === "consecutive", isWithin);
        if (isWithin) assert.deepEqual(find({ codes, radius, digits }), consecutive(step));
      }),
    );
  });
});

describe("the walk", () => {
  /** A device whose codes one can choose: the number given for a step, or 0. */
  const scripted =
    (script: Readonly<Record<number, number>>): Mac =>
    (counter) => {
      const digest = Buffer.alloc(20);
      digest.writeUInt32BE(script[Number(Buffer.from(counter).readBigUInt64BE())] ?? 0);
      return digest;
    };

  test("takes the nearest of two equal pairs", () => {
    const device = scripted({ 90: 1, 91: 2, 105: 1, 106: 2 });
    const codes = { code1: "000001", code2: "000002" };
    const search = { mac: device, ...codes, centre: 100, radius: 20, digits: 6 } as const;
    assert.deepEqual(findPair(search), consecutive(105));
  });

  test("prefers a true pair far away to a reversed or broken one nearby", () => {
    const device = scripted({ 99: 2, 100: 1, 104: 1, 80: 1, 81: 2 });
    const codes = { code1: "000001", code2: "000002" };
    const search = { mac: device, ...codes, centre: 100, radius: 20, digits: 6 } as const;
    assert.deepEqual(findPair(search), consecutive(80));
  });

  test("computes each step once, and all of them when nothing matches", () => {
    const computed: string[] = [];
    const recording: Mac = (counter) => {
      computed.push(hex(counter));
      return mac(counter);
    };
    const codes = { code1: "", code2: "-" };
    findPair({ mac: recording, ...codes, centre: now, radius: day, digits: 6 });
    assert.equal(computed.length, 2 * day + 2);
    assert.equal(new Set(computed).size, computed.length);
  });

  test("lets the caller breathe after every slice", () => {
    let computed = 0;
    const counting: Mac = (counter) => {
      computed++;
      return mac(counter);
    };
    const codes = { code1: "", code2: "-" };
    const walk = searchPair({ mac: counting, ...codes, centre: now, radius: day, digits: 6 });
    let slices = 0;
    while (!walk.next().done) {
      slices++;
      assert.equal(computed, slices * stepsPerSlice);
    }
    assert.equal(slices, 11);
  });

  test("ends in the first slice for a pair near the centre", () => {
    const [code1, code2] = codesOf(now - 1, now);
    const walk = searchPair({ mac, code1, code2, centre: now, radius: day, digits: 6 });
    assert.deepEqual(walk.next(), { done: true, value: consecutive(now - 1) });
  });

  test("does not start before time began", () => {
    const search = { mac, code1: "1", code2: "2", centre: -1, radius: 5, digits: 6 } as const;
    assert.throws(() => findPair(search), RangeError);
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
