import assert from "node:assert/strict";
import { test } from "node:test";
import { csvCell, csvLine } from "./csv.ts";

const cells: readonly (readonly [text: string, cell: string])[] = [
  ["alice", "alice"],
  ["first.last@example.com", "first.last@example.com"],
  ["a=b", "a=b"],
  ["<root_account>", "<root_account>"],
  ["Smith,Jane", '"Smith,Jane"'],
  ['/a"b/', '"/a""b/"'],
  // Spreadsheets would reckon with these.
  ["=A2", "'=A2"],
  ["+49", "'+49"],
  ["-1", "'-1"],
  ["@SUM", "'@SUM"],
  ["=A2,B2", `"'=A2,B2"`],
];

for (const [text, cell] of cells) {
  test(`${text} is written ${cell}`, () => assert.equal(csvCell(text), cell));
}

test("cells are parted by commas, empty ones too", () => {
  assert.equal(csvLine(["a", "", "b"]), "a,,b");
});
