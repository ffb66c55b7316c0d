import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPasswordForm } from "./password-faults.ts";

test("an empty form is told at its fields, and an empty retyping matches an empty password", () => {
  assert.deepEqual(checkPasswordForm({ oldPassword: "", newPassword: "", retyped: "" }), {
    oldPassword: "oldMissing",
    newPassword: "newMissing",
  });
});

test("the same password again, and a slip in retyping, are seen before anything is sent", () => {
  assert.deepEqual(checkPasswordForm({ oldPassword: "a", newPassword: "a", retyped: "b" }), {
    newPassword: "newSame",
    retyped: "retypeDiffers",
  });
});

test("a form in order has no faults", () => {
  assert.deepEqual(checkPasswordForm({ oldPassword: "a", newPassword: "b", retyped: "b" }), {});
});
