import assert from "node:assert/strict";
import { test } from "node:test";
import { faultyNumbers, formOf, policyInput } from "./password-policy-form.ts";

const policy = {
  minimumPasswordLength: 14,
  requireUppercaseCharacters: true,
  requireLowercaseCharacters: false,
  requireNumbers: true,
  requireSymbols: false,
  allowUsersToChangePassword: true,
  expirePasswords: true,
  maxPasswordAge: 90,
  hardExpiry: true,
  passwordReusePrevention: 12,
};

test("a policy that is opened and saved stays as it was", () => {
  const { expirePasswords: _, ...settings } = policy;
  assert.deepEqual(policyInput(formOf(policy)), settings);
});

test("what is switched off is left out", () => {
  const form = { ...formOf(policy), expires: false, preventsReuse: false };
  const input = policyInput(form);
  assert.equal("maxPasswordAge" in input, false);
  assert.equal("hardExpiry" in input, false);
  assert.equal("passwordReusePrevention" in input, false);
});

test("numbers out of AWS's bounds, and none at all, are faulty only where they count", () => {
  const form = { ...formOf(policy), minimumLength: "5", maxAge: "1096", remembered: "" };
  assert.deepEqual(faultyNumbers(form), ["minimumLength", "maxAge", "remembered"]);
  const off = { ...form, minimumLength: "6", expires: false, preventsReuse: false };
  assert.deepEqual(faultyNumbers(off), []);
  assert.deepEqual(faultyNumbers(formOf(undefined)), []);
});
