import assert from "node:assert/strict";
import { test } from "node:test";
import { tellFailures } from "./failures.mjs";

test("failures are told one after the other, each under what failed", () => {
  const told = tellFailures([
    { what: "a.test.ts: adds", text: "AssertionError: 3 !== 4\n\n    at a.test.ts:5\n" },
    { what: "lint", text: "b.ts: unused" },
  ]);
  assert.equal(
    told,
    "\n✖ a.test.ts: adds\n  AssertionError: 3 !== 4\n\n      at a.test.ts:5\n\n✖ lint\n  b.ts: unused\n",
  );
});

test("of a long text its beginning is told, and how much more there is", () => {
  const lines = Array.from({ length: 45 }, (_, index) => `line ${index + 1}`);
  const told = tellFailures([{ what: "types", text: lines.join("\n") }]);
  assert.ok(told.endsWith("  line 40\n  … and 5 lines more\n"), told);
});

test("nothing is told of a run without failures", () => assert.equal(tellFailures([]), ""));
