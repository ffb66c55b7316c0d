import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPasswordForm, countCharacterClasses } from "./password-faults.ts";

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

test("kinds of characters are counted as the rules name them", () => {
  assert.equal(countCharacterClasses(""), 0);
  assert.equal(countCharacterClasses("harbour"), 1);
  assert.equal(countCharacterClasses("Harbour-1"), 4);
  assert.equal(countCharacterClasses("Größe"), 3);
});
