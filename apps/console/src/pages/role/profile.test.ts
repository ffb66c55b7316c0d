import assert from "node:assert/strict";
import { test } from "node:test";
import { profileOf } from "./profile.ts";

const role = { roleName: "Deploy", arn: "arn:aws:iam::123456789012:role/Deploy" };
const facts = { role, asksForMFA: true, endpointUrl: "https://sallyport.example" };

test("a profile names the role, whose key signs, the device and the server", () => {
  const mfaSerial = "arn:aws:iam::123456789012:mfa/alices-phone";
  assert.equal(
    profileOf({ ...facts, mfaSerial }),
    `[profile Deploy]
role_arn = arn:aws:iam::123456789012:role/Deploy
source_profile = default
mfa_serial = arn:aws:iam::123456789012:mfa/alices-phone
region = us-east-1
endpoint_url = https://sallyport.example
`,
  );
});

test("who has no device is told where it goes, if the role asks for one", () => {
  assert.match(profileOf(facts), /^mfa_serial = <serial number of your MFA device>$/m);
  assert.doesNotMatch(profileOf({ ...facts, asksForMFA: false }), /mfa_serial/);
});
