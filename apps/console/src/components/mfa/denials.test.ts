import assert from "node:assert/strict";
import { test } from "node:test";
import { mfaDenials } from "./denials.ts";

test("a further device may be assigned up to the eighth", () => {
  assert.equal(mfaDenials({}, 7).assign, undefined);
  assert.match(mfaDenials({}, 8).assign ?? "", /All 8 devices/);
});

test("a policy's reason goes before the quota's", () => {
  assert.equal(mfaDenials({ "iam:EnableMFADevice": "Not yours." }, 8).assign, "Not yours.");
});

test("each button has its own action", () => {
  const denials = mfaDenials({ "iam:DeactivateMFADevice": "No." }, 1);
  assert.deepEqual(denials, { assign: undefined, resync: undefined, remove: "No." });
});
