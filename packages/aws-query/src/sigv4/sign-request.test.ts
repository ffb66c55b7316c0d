import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { instant, type SigningScope } from "@sallyport/core";
import { sign } from "../testing/signer.ts";
import { signRequest } from "./sign-request.ts";

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};
const at = Date.UTC(2015, 7, 30, 12, 36, 0);
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();
const signingKey = (scope: SigningScope) => (text: string) =>
  hmac(
    [scope.date, scope.region, scope.service, "aws4_request"].reduce<string | Buffer>(
      hmac,
      `AWS4${credentials.secretAccessKey}`,
    ),
    text,
  );
const signing = {
  accessKeyId: credentials.accessKeyId,
  service: "sts",
  at: instant(at),
  signingKey,
};

test("a request is signed as the published one is", () => {
  const { headers, body } = signRequest({
    ...signing,
    url: new URL("https://sts.amazonaws.com"),
    region: "us-east-1",
    form: Object.entries({
      Action: "GetSessionToken",
      Version: "2011-06-15",
      DurationSeconds: "3600",
      SerialNumber: "arn:aws:iam::123456789012:mfa/alice-phone",
      TokenCode: "123456",
    }).map(([name, value]) => ({ name, value })),
  });
  assert.match(body, /&SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Falice-phone&/);
  assert.equal(
    headers["authorization"],
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/sts/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=69edb1ad5531ec427dc070e70d5ae4978888f74090f064327619bf856cce2105",
  );
});

test("and as the tests' own signer does, on a port, with letters of every kind", () => {
  const { headers, body } = signRequest({
    ...signing,
    url: new URL("http://localhost:6238/"),
    region: "eu-central-1",
    form: [{ name: "RoleSessionName", value: "a+b é'()* ~" }],
  });
  assert.equal(body, "RoleSessionName=a%2Bb%20%C3%A9%27%28%29%2A%20~");
  const { arrival } = sign({ credentials, body, region: "eu-central-1", service: "sts", at });
  assert.equal(headers["authorization"], arrival.rawHeaders.at(-1));
});

test("temporary credentials sign their token", () => {
  const sessionToken = "AQoDYXdzEPT//////////wEXAMPLE+token/==";
  const { headers, body } = signRequest({
    ...signing,
    sessionToken,
    url: new URL("http://localhost:6238/"),
    region: "us-east-1",
    form: [{ name: "Action", value: "GetCallerIdentity" }],
  });
  assert.equal(headers["x-amz-security-token"], sessionToken);
  const { arrival } = sign({
    credentials: { ...credentials, sessionToken },
    body,
    service: "sts",
    at,
  });
  assert.equal(headers["authorization"], arrival.rawHeaders.at(-1));
});
