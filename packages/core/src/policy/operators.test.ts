// iam-semantics §5.3 as a whole: every operator there is, with values for which it holds and for which it does not, and what all of them
// make of a key that is absent and of several values.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkDocument } from "./check-document.ts";
import { compile } from "./compile.ts";
import { decide } from "./decide.ts";
import { operatorNames } from "./operators.ts";
import { contextKey } from "./request.ts";

const key = "aws:PrincipalTag/x";

function holds(operator: string, wanted: unknown, actual: string | undefined): boolean {
  const statement = {
    Effect: "Allow",
    Action: "*",
    Resource: "*",
    Condition: { [operator]: { [key]: wanted } },
  };
  const source = JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const { document, faults } = checkDocument(source, { kind: "identity", managed: true });
  assert.ok(document, JSON.stringify(faults));
  const policy = { role: "identity", id: "one", from: "test", policy: compile(document) } as const;
  const context = new Map(actual === undefined ? [] : [[contextKey(key), [actual]]]);
  const request = { action: "iam:ListUsers", resource: "*", context };
  return decide({ request, policies: [policy] }).outcome === "allowed";
}

interface Row {
  readonly wanted: string;
  readonly fits: readonly string[];
  readonly differs: readonly string[];
}

/** The operator, and its negation where there is one. */
type Pair = readonly [positive: string, negative?: string];

const user = "arn:aws:iam::123456789012:user";
const arns: Row = {
  wanted: "arn:aws:iam::*:user/a*",
  fits: [`${user}/a`, `${user}/ab/c`],
  differs: [`${user}/b`, "arn:aws:iam::123456789012:role/a", "arn:aws:iam::1:2:user/a"],
};
const noon = "2026-01-01T12:00:00Z";
const before = ["2026-01-01T11:59:59Z", "1700000000"];
const same = [noon, "2026-01-01T13:00:00+01:00", "1767268800"];
const later = ["2026-01-01T12:00:01Z", "1800000000"];

const table: readonly (readonly [Pair, Row])[] = [
  [
    ["StringEquals", "StringNotEquals"],
    { wanted: "Ab*", fits: ["Ab*"], differs: ["ab*", "Abc", ""] },
  ],
  [
    ["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
    { wanted: "Ab*", fits: ["Ab*", "aB*"], differs: ["Abc", ""] },
  ],
  [
    ["StringLike", "StringNotLike"],
    { wanted: "A?*", fits: ["Ab", "Abcd"], differs: ["A", "ab", ""] },
  ],
  [
    ["NumericEquals", "NumericNotEquals"],
    { wanted: "10", fits: ["10", "10.0"], differs: ["9", "11"] },
  ],
  [["NumericLessThan"], { wanted: "10", fits: ["9.5", "-11"], differs: ["10", "11", "many", ""] }],
  [["NumericLessThanEquals"], { wanted: "10", fits: ["9", "10"], differs: ["10.5", "many"] }],
  [["NumericGreaterThan"], { wanted: "10", fits: ["10.5"], differs: ["10", "9", "many"] }],
  [["NumericGreaterThanEquals"], { wanted: "10", fits: ["10", "11"], differs: ["9", "many"] }],
  [["DateEquals", "DateNotEquals"], { wanted: noon, fits: same, differs: [...before, ...later] }],
  [["DateLessThan"], { wanted: noon, fits: before, differs: [...same, ...later, "soon"] }],
  [
    ["DateLessThanEquals"],
    { wanted: noon, fits: [...before, ...same], differs: [...later, "soon"] },
  ],
  [["DateGreaterThan"], { wanted: noon, fits: later, differs: [...same, ...before, "soon"] }],
  [
    ["DateGreaterThanEquals"],
    { wanted: noon, fits: [...later, ...same], differs: [...before, "soon"] },
  ],
  [["Bool"], { wanted: "true", fits: ["true", "TRUE"], differs: ["false", "1", ""] }],
  [["BinaryEquals"], { wanted: "QmluYXJ5", fits: ["QmluYXJ5"], differs: ["qmluYXJ5", ""] }],
  [
    ["IpAddress", "NotIpAddress"],
    { wanted: "203.0.113.0/24", fits: ["203.0.113.9"], differs: ["203.0.114.9", "2001:db8::1"] },
  ],
  [["ArnLike", "ArnNotLike"], arns],
  [["ArnEquals", "ArnNotEquals"], arns],
];

test("every operator has its line", () => {
  const named = table.flatMap(([pair]) => pair);
  assert.deepEqual([...named, "Null"].sort(), [...operatorNames].sort());
});

for (const [[positive, negative], { wanted, fits, differs }] of table) {
  describe(positive, () => {
    for (const actual of fits) {
      test(`"${wanted}" holds for "${actual}"`, () => {
        assert.ok(holds(positive, wanted, actual));
        if (negative !== undefined) assert.ok(!holds(negative, wanted, actual), negative);
      });
    }
    for (const actual of differs) {
      test(`"${wanted}" does not hold for "${actual}"`, () => {
        assert.ok(!holds(positive, wanted, actual));
        if (negative !== undefined) assert.ok(holds(negative, wanted, actual), negative);
      });
    }
    test("of several values one has to fit, and for its negation none may", () => {
      const [fit = "", other = ""] = [fits[0], differs[0]];
      const values = [wanted, wanted];
      assert.ok(holds(positive, values, fit));
      assert.ok(!holds(positive, values, other));
      if (negative === undefined) return;
      assert.ok(!holds(negative, values, fit));
      assert.ok(holds(negative, values, other));
    });
    test("an absent key holds for negations alone, and for all that ask only if it exists", () => {
      assert.ok(!holds(positive, wanted, undefined));
      assert.ok(holds(`${positive}IfExists`, wanted, undefined));
      assert.ok(!holds(`ForAnyValue:${positive}`, wanted, undefined));
      assert.ok(holds(`ForAllValues:${positive}`, wanted, undefined));
      if (negative === undefined) return;
      assert.ok(holds(negative, wanted, undefined));
      assert.ok(holds(`${negative}IfExists`, wanted, undefined));
    });
    test("a key that is there is compared, whether it has to exist or not", () => {
      for (const actual of [...fits, ...differs]) {
        assert.equal(holds(`${positive}IfExists`, wanted, actual), holds(positive, wanted, actual));
      }
    });
  });
}

describe("Null", () => {
  test("asks whether a key is absent", () => {
    assert.ok(holds("Null", "true", undefined));
    assert.ok(!holds("Null", "false", undefined));
    assert.ok(!holds("Null", "true", "a"));
    assert.ok(holds("Null", "false", "a"));
  });
});
