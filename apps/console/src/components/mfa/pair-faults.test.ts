import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPair, pairFaultFrom, pairFaults } from "./pair-faults.ts";

test("a half-typed code is told at its own field", () => {
  assert.equal(checkPair({ first: "12345", second: "" }), "missingFirst");
  assert.equal(checkPair({ first: "123456", second: "65432" }), "missingSecond");
  assert.equal(pairFaults.missingSecond, "second");
});

test("the same code twice is seen without asking the server", () => {
  assert.equal(checkPair({ first: "123456", second: "123456" }), "identical");
});

test("two whole codes are for the server to judge", () => {
  assert.equal(checkPair({ first: "123456", second: "654321" }), undefined);
});

test("the server's fault is taken by name", () => {
  assert.equal(pairFaultFrom({ fault: "reversed" }), "reversed");
  assert.equal(pairFaultFrom({ fault: "used", retryAfterSeconds: 12 }), "used");
});

test("an unknown or missing fault is a wrong pair", () => {
  assert.equal(pairFaultFrom({ fault: "toString" }), "wrong");
  assert.equal(pairFaultFrom({}), "wrong");
});
