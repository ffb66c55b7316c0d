import assert from "node:assert/strict";
import { test } from "node:test";
import { lineNumbers, offsetOf, piecesOf } from "./lines.ts";

test("every line has a number, an empty text too", () => {
  assert.equal(lineNumbers(""), "1");
  assert.equal(lineNumbers("{\n}\n"), "1\n2\n3");
});

test("a place in the text is found by line and column", () => {
  const text = "{\n  a\n}";
  const at = (line: number, column: number) => offsetOf(text, { line, column });
  assert.deepEqual([at(1, 1), at(2, 3), at(3, 1)], [0, 4, 6]);
});

test("a place behind the end is the end", () => {
  assert.equal(offsetOf("ab", { line: 1, column: 9 }), 2);
  assert.equal(offsetOf("ab", { line: 5, column: 1 }), 2);
});

test("a text is cut where spans begin and end, in the order of the text", () => {
  const span = (line: number, from: number, to: number) => ({
    start: { line, column: from },
    end: { line, column: to },
  });
  assert.deepEqual(piecesOf("ab\ncd", [span(2, 1, 2), span(1, 2, 3)]), [
    { text: "a", lit: false },
    { text: "b", lit: true },
    { text: "\n", lit: false },
    { text: "c", lit: true },
    { text: "d", lit: false },
  ]);
  assert.deepEqual(piecesOf("ab", []), [{ text: "ab", lit: false }]);
});
