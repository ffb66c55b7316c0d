import assert from "node:assert/strict";
import { test } from "node:test";
import { deniedAll } from "./denied.ts";

const denied = { "iam:TagUser": "No tagging.", "iam:UntagUser": "No untagging." };

test("a control that leads to several actions works as soon as one is allowed", () => {
  assert.equal(deniedAll(denied, ["iam:TagUser", "iam:UpdateUser"]), undefined);
  assert.equal(deniedAll(denied, ["iam:TagUser", "iam:UntagUser"]), "No tagging.");
});
