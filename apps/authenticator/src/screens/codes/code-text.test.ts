import assert from "node:assert/strict";
import { test } from "node:test";
import { groupCode, spellCode } from "./code-text.ts";

for (const [code, grouped, spelled] of [
  ["123456", "123 456", "1 2 3, 4 5 6"],
  ["1234567", "1234 567", "1 2 3 4, 5 6 7"],
  ["01234567", "0123 4567", "0 1 2 3, 4 5 6 7"],
  ["123456789", "123 456 789", "1 2 3, 4 5 6, 7 8 9"],
  ["1234567890", "1234 5678 90", "1 2 3 4, 5 6 7 8, 9 0"],
] as const) {
  test(`${code} is read in groups`, () => {
    assert.equal(groupCode(code), grouped);
    assert.equal(spellCode(code), spelled);
  });
}
