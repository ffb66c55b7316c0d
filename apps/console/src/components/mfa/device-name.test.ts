import assert from "node:assert/strict";
import { test } from "node:test";
import { proposeDeviceName } from "./device-name.ts";

test("the first device of a person bears the person's name", () => {
  assert.equal(proposeDeviceName("root", []), "root-phone");
  assert.equal(proposeDeviceName("S3User", []), "S3User-phone");
});

test("a taken name is passed over, however it is written", () => {
  assert.equal(proposeDeviceName("S3User", ["s3user-PHONE"]), "S3User-phone-2");
  assert.equal(proposeDeviceName("root", ["root-phone", "root-phone-2", "key"]), "root-phone-3");
});

test("a gap that a removed device left is used again", () => {
  assert.equal(proposeDeviceName("root", ["root-phone", "root-phone-3"]), "root-phone-2");
});
