import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import { equalText } from "./equal-text.ts";
import { type Digits, hotp, type Mac } from "./hotp.ts";
import { matchCode } from "./match.ts";
import { stepsAround } from "./steps-around.ts";

const mac: Mac = (counter) => createHmac("sha1", "12345678901234567890").update(counter).digest();
const now = 56_666_666;
const codeOf = (counter: number, digits: Digits = 6) => hotp({ mac, counter, digits });
const match = (code: string, radius = 1, digits: Digits = 6) =>
  matchCode({ mac, code, candidates: stepsAround({ centre: now, radius }), digits });

describe("matching a code", () => {
  for (const late of [-1, 0, 1]) {
    test(`a code ${late} steps from now is found where it belongs`, () => {
      assert.equal(match(codeOf(now + late)), now + late);
    });
  }

  for (const late of [-2, 2]) {
    test(`a code ${late} steps from now is not found within ±1`, () => {
      assert.equal(match(codeOf(now + late)), undefined);
      assert.equal(match(codeOf(now + late), 2), now + late);
    });
  }

  test("ten digits match as well as six", () => {
    assert.equal(match(codeOf(now, 10), 1, 10), now);
  });

  for (const code of [
    "",
    "12345",
    "1234567",
    `${codeOf(now)} `,
    codeOf(now, 8),
    "abcdef",
    "１２３４５６",
  ]) {
    test(`"${code}" matches nothing`, () => {
      assert.equal(match(code), undefined);
    });
  }

  test("every candidate is computed, wherever the match lies", () => {
    for (const code of [codeOf(now), codeOf(now - 3), codeOf(now + 3), "000000"]) {
      let computed = 0;
      const counting: Mac = (counter) => {
        computed++;
        return mac(counter);
      };
      const candidates = stepsAround({ centre: now, radius: 3 });
      matchCode({ mac: counting, code, candidates, digits: 6 });
      assert.equal(computed, 7);
    }
  });

  test("of several that match, the first given wins", () => {
    const stuck: Mac = () => new Uint8Array(20);
    const candidates = [7, 5, 9];
    assert.equal(matchCode({ mac: stuck, code: "000000", candidates, digits: 6 }), 7);
  });

  test("step 0 is a match like any other", () => {
    const candidates = stepsAround({ centre: 0, radius: 1 });
    assert.equal(matchCode({ mac, code: codeOf(0), candidates, digits: 6 }), 0);
  });
});

describe("comparing texts", () => {
  test("agrees with ===", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (left, right) => {
        assert.equal(equalText(left, right), left === right);
        assert.ok(equalText(left, `${left}`));
      }),
    );
  });

  test("one digit anywhere makes the difference", () => {
    for (let index = 0; index < 6; index++) {
      const other = `${"000000".slice(0, index)}1${"000000".slice(index + 1)}`;
      assert.equal(equalText("000000", other), false);
    }
  });
});
