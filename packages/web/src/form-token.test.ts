import assert from "node:assert/strict";
import { test } from "node:test";
import { formToken, isFormToken, newFormSecret } from "./form-token.ts";

test("a form's token belongs to one cookie alone", () => {
  const mine = newFormSecret();
  const theirs = newFormSecret();
  assert.ok(isFormToken(formToken(mine), mine));
  assert.ok(!isFormToken(formToken(theirs), mine));
  assert.ok(!isFormToken(mine, mine), "the cookie itself is no token");
});

test("what is missing proves nothing", () => {
  assert.ok(!isFormToken(undefined, undefined));
  assert.ok(!isFormToken("", newFormSecret()));
  assert.ok(!isFormToken(formToken(newFormSecret()), undefined));
});
