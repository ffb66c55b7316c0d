import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, type ApiErrorBody } from "../../api/error.ts";
import { codeRefusal } from "./code-refusal.ts";

const refusal = (facts: Pick<ApiErrorBody, "details" | "retryAfterSeconds">) =>
  new ApiError(403, { code: "InvalidAuthenticationCode", message: "No.", ...facts });

test("a used code is told with the seconds left", () => {
  assert.match(
    codeRefusal(refusal({ details: { fault: "used" }, retryAfterSeconds: 17 })),
    /used.*17 seconds/,
  );
  assert.match(
    codeRefusal(refusal({ details: { fault: "used" }, retryAfterSeconds: 1 })),
    /1 second\)/,
  );
});

test("a used code without a time is told without one", () => {
  assert.equal(
    codeRefusal(refusal({ details: { fault: "used" } })),
    "That code was already used. Wait for the next one.",
  );
});

test("too many attempts are told in the server's words, which name the time", () => {
  const message = "Too many wrong codes. Try again in 30 seconds.";
  const throttled = new ApiError(400, { code: "Throttling", message, retryAfterSeconds: 30 });
  assert.equal(codeRefusal(throttled), message);
});

test("any other fault is a code that is not valid", () => {
  assert.equal(codeRefusal(refusal({ details: { fault: "wrong" } })), "That code is not valid.");
  assert.equal(codeRefusal(refusal({})), "That code is not valid.");
});
