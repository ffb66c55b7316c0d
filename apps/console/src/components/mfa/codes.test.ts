import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanCode, isWholeCode, splitPair } from "./codes.ts";

const typed: readonly { readonly text: string; readonly code: string }[] = [
  { text: "123456", code: "123456" },
  { text: "123 456", code: "123456" },
  { text: " 123\u00a0456\n", code: "123456" },
  { text: "123-456", code: "123456" },
  { text: "１２３４５６", code: "123456" },
  { text: "Your code: 042 007", code: "042007" },
  { text: "1234567", code: "123456" },
  { text: "abc", code: "" },
];

for (const { text, code } of typed) {
  test(`${JSON.stringify(text)} is read as ${JSON.stringify(code)}`, () => {
    assert.equal(cleanCode(text), code);
  });
}

test("two codes pasted together are told apart", () => {
  assert.deepEqual(splitPair("123 456\n654 321"), ["123456", "654321"]);
});

test("one code, or a stray digit more, is not taken for two", () => {
  assert.equal(splitPair("123 456"), undefined);
  assert.equal(splitPair("1234567890123"), undefined);
});

test("a code is whole with its sixth digit", () => {
  assert.equal(isWholeCode("12345"), false);
  assert.equal(isWholeCode("123456"), true);
});
