import assert from "node:assert/strict";
import { test } from "node:test";
import { profileFiles } from "./client-profile.ts";
import { deleteDenied, keyDenials } from "./denials.ts";
import { keyCsv, keyFileName } from "./key-csv.ts";

test("the .csv file has AWS's columns, name and one row", () => {
  assert.equal(
    keyCsv({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalr/K7+EKEY" }),
    "Access key ID,Secret access key\r\nAKIAIOSFODNN7EXAMPLE,wJalr/K7+EKEY\r\n",
  );
  assert.equal(keyFileName("alice"), "alice_accessKeys.csv");
  assert.equal(keyFileName(undefined), "rootkey.csv");
});

const parts = {
  name: "alice",
  origin: "https://iam.example.org",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  serialNumber: "arn:aws:iam::123456789012:mfa/phone",
} as const;

test("a profile asks for codes through the command, which signs with a profile of its own", () => {
  const { config, credentials } = profileFiles({ ...parts, kind: "process" });
  assert.equal(
    config,
    `[profile alice]
region = us-east-1
endpoint_url = https://iam.example.org
credential_process = sallyport credentials --profile alice-key

[profile alice-key]
region = us-east-1
endpoint_url = https://iam.example.org
mfa_serial = arn:aws:iam::123456789012:mfa/phone
`,
  );
  assert.equal(
    credentials,
    `[alice-key]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = <secret access key>
`,
  );
});

test("a profile of the key alone has the secret where it is known", () => {
  const { config, credentials } = profileFiles({
    ...parts,
    kind: "key",
    serialNumber: undefined,
    secretAccessKey: "wJalr/K7+EKEY",
  });
  assert.equal(
    config,
    "[profile alice]\nregion = us-east-1\nendpoint_url = https://iam.example.org\n",
  );
  assert.match(credentials, /^\[alice\]\n.*\naws_secret_access_key = wJalr\/K7\+EKEY\n$/);
});

test("a button says why it does nothing: policy first, then the two keys there may be", () => {
  assert.equal(keyDenials({}, 1, 2).create, undefined);
  assert.match(keyDenials({}, 2, 2).create ?? "", /2 access keys/);
  assert.equal(keyDenials({ "iam:CreateAccessKey": "no" }, 2, 2).create, "no");
  assert.equal(deleteDenied({ "iam:DeleteAccessKey": "no" }, "Active"), "no");
  assert.match(deleteDenied({}, "Active") ?? "", /Deactivate/);
  assert.equal(deleteDenied({}, "Inactive"), undefined);
});
