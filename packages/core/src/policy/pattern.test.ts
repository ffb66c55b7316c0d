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

const stepsOf = (pattern: string, text: string) => {
  let steps = 0;
  assert.equal(
    matches(wildcards(pattern), text, (more) => (steps += more)),
    false,
  );
  return steps;
};

test("a hostile pattern costs its length, and a step for each character of the text", () => {
  const text = "a".repeat(4000);
  const pattern = `${"*a".repeat(2000)}*b*`;
  assert.ok(stepsOf(pattern, text) <= pattern.length + 2 * text.length);
});

test("a long piece between stars costs the text a step for every 32 of its characters", () => {
  const [piece, text] = ["a".repeat(3200), "a".repeat(6000)];
  for (const pattern of [`*${piece}b*`, `*b${piece}*`, `*${piece}?b?*`]) {
    const steps = stepsOf(pattern, text);
    assert.ok(steps <= pattern.length + text.length * 101, `${steps} steps`);
  }
  assert.ok(stepsOf(`*${piece}b`, text) <= piece.length + 2);
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

test("it agrees with one where pieces are long, too", () => {
  const piece = fc.string({ unit: fc.constantFrom("a", "a", "a", "b", "?"), maxLength: 90 });
  const words = fc.string({ unit: fc.constantFrom("a", "a", "a", "b"), maxLength: 300 });
  const around = fc.tuple(words, piece, words, piece, words);
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), words, (pieces, text) => {
      const expression = new RegExp(`^[^]*${pieces.join("[^]*").replaceAll("?", "[^]")}[^]*$`);
      assert.equal(matches(wildcards(`*${pieces.join("*")}*`), text), expression.test(text));
    }),
  );
  fc.assert(
    fc.property(around, ([before, first, between, second, after]) => {
      const text = before + first + between + second + after;
      assert.ok(matches(wildcards(`*${first}*${second}*`), text));
      assert.ok(matches(wildcards(`*${first}${between}*${after}`), text));
    }),
  );
});
