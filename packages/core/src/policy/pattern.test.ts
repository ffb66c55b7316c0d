import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matchesArn } from "./arn.ts";
import { literal, matches, textOf, wildcards } from "./pattern.ts";

const rows = [
  ["*", "", true],
  ["*", "anything/at:all", true],
  ["iam:*", "iam:CreateUser", true],
  ["iam:*User", "iam:CreateUser", true],
  ["iam:*User", "iam:CreateUsers", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["**a**", "bab", true],
  ["", "", true],
  ["", "a", false],
  ["abc*", "ab", false],
] as const;
for (const [pattern, text, fits] of rows) {
  test(`"${pattern}" ${fits ? "fits" : "does not fit"} "${text}"`, () => {
    assert.equal(matches(wildcards(pattern), text), fits);
  });
}

test("a hostile pattern costs at most pattern × text steps", () => {
  const pattern = wildcards(`${"*a".repeat(2000)}*b`);
  const text = "a".repeat(4000);
  let steps = 0;
  assert.equal(
    matches(pattern, text, (count) => (steps = count)),
    false,
  );
  assert.ok(steps <= pattern.length * (text.length + 1), `${steps} steps`);
});

test("a wildcard of an ARN never reaches into the next field", () => {
  const pattern = wildcards("arn:aws:iam::*:user/*");
  assert.equal(matchesArn(pattern, "arn:aws:iam::123456789012:user/a/b"), true);
  assert.equal(matchesArn(wildcards("arn:aws:*:user/a"), "arn:aws:iam::1:user/a"), false);
  assert.equal(matchesArn(wildcards("arn:aws:s3:::bucket/*"), "arn:aws:s3:::bucket/a:b"), true);
});

test("a literal means itself, stars and all", () => {
  assert.equal(matches(literal("a*"), "ab"), false);
  assert.equal(matches(literal("a*"), "a*"), true);
});

test("matching agrees with a regular expression made from the pattern", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 12 });
  const words = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 12 });
  fc.assert(
    fc.property(letters, words, (pattern, text) => {
      const expression = new RegExp(`^${pattern.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
      assert.equal(matches(wildcards(pattern), text), expression.test(text));
      assert.equal(textOf(wildcards(pattern)), pattern.replace(/\*+/g, "*"));
    }),
  );
});
