import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../api/error.ts";
import { codeRefusal } from "./code-refusal.ts";

const refusal = (details: Readonly<Record<string, unknown>>) =>
  new ApiError(403, { code: "InvalidAuthenticationCode", message: "No.", details });

test("a used code is told with the seconds left", () => {
  assert.match(codeRefusal(refusal({ fault: "used", retryAfterSeconds: 17 })), /used.*17 seconds/);
  assert.match(codeRefusal(refusal({ fault: "used", retryAfterSeconds: 1 })), /1 second\)/);
});

test("a used code without a time is told without one", () => {
  assert.equal(
    codeRefusal(refusal({ fault: "used" })),
    "That code was already used. Wait for the next one.",
  );
});

test("any other fault is a code that is not valid", () => {
  assert.equal(codeRefusal(refusal({ fault: "wrong" })), "That code is not valid.");
  assert.equal(codeRefusal(refusal({})), "That code is not valid.");
});
