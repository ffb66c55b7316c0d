// Security rule 27: AWS's default rules, no common passwords, none of the account's own words.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { IamError } from "../errors.ts";
import {
  checkPassword,
  defaultRules,
  generatePassword,
  type PasswordDemands,
} from "./password-rules.ts";

const contextWords = ["Example Company", "owner@example.org", "owner", "bob", "example-alias", ""];

const demands: PasswordDemands = {
  rules: defaultRules,
  contextWords,
  remembered: 0,
  byPolicy: false,
};

function fault(password: string): string | undefined {
  try {
    checkPassword({ password, demands, field: "newPassword" });
    return undefined;
  } catch (error) {
    assert.ok(error instanceof IamError);
    assert.equal(error.code, "PasswordPolicyViolation");
    assert.deepEqual(error.facts.fields, [{ name: "newPassword", message: error.message }]);
    return error.message;
  }
}

const cases: readonly (readonly [password: string, fault: RegExp | undefined])[] = [
  ["aB3!xyz", /at least 8/],
  ["aB3!xyzq", undefined],
  [`aB3!${"xyzq".repeat(31)}`, undefined],
  [`aB3!${"xyzq".repeat(31)}z`, /at most 128/],
  ["lowercase-only-words", /at least three/],
  ["ONLYCAPITALS1234", /at least three/],
  ["Small-and-capital", undefined],
  ["small-and-9", undefined],
  ["Small9capitals", undefined],
  ["Pa$$w0rd123!", /most common/],
  ["Qwertz12!", /most common/],
  ["Example-Alias1", /must not be/],
  ["owner@example.org", /at least three/],
  ["Owner@Example.org1", /must not be/],
  ["Example Company1", /must not be/],
  ["owner1!A", /must not be/],
  ["correct Owner battery 9", undefined],
  ["bob9bob9bob9BOB", undefined],
];

describe("a password", () => {
  for (const [password, expected] of cases) {
    test(`"${password.slice(0, 30)}" is ${expected === undefined ? "taken" : "refused"}`, () => {
      const said = fault(password);
      if (expected === undefined) assert.equal(said, undefined);
      else assert.match(said ?? "", expected);
    });
  }

  test("that is refused is not in the refusal", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 20 }), (password) => {
        const said = fault(password) ?? "";
        return !said.includes(password) || password.trim().length < 6;
      }),
    );
  });

  test("that is made has every class and no letter that is mistaken for another", () => {
    const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
    const made = new Set(Array.from({ length: 200 }, () => generatePassword(random, defaultRules)));
    assert.equal(made.size, 200);
    for (const password of made) {
      assert.equal(fault(password), undefined);
      assert.match(password, /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[^\w]|.*_)[^\s0O1lI]{20}$/);
    }
  });
});
