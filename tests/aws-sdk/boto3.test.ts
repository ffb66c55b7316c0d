// boto3 as Debian has it: one program lives the life of a device, and is judged here.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type AwsPlace, awsEnv, openAwsPlace } from "../support/aws.ts";
import { awsClients } from "../support/aws-clients.ts";
import { send } from "../support/client.ts";

const run = promisify(execFile);
const script = fileURLToPath(new URL("./boto3-life.py", import.meta.url));

let place: AwsPlace;
before(async () => {
  place = await openAwsPlace();
});
after(() => place?.stop());

test("boto3 lives the whole life of a device", async () => {
  const { stdout } = await run(awsClients.python, [script], { env: awsEnv(place, place.root) });
  const { presigned, withoutMfa, sessionWithoutMfa, ...told } = JSON.parse(stdout) as Record<
    string,
    unknown
  >;
  const { accountId } = place;
  const denied = (words: string) => ["ClientError", "AccessDenied", words, 403];
  const wrong = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
  assert.deepEqual(told, {
    seedIsThePictures: true,
    sameCodeTwice: [
      "InvalidAuthenticationCodeException",
      "InvalidAuthenticationCode",
      "Both codes are the same. Type one code, wait for the next one, and type that as the second.",
      403,
    ],
    listed: [`arn:aws:iam::${accountId}:mfa/carol-phone`],
    usedCode: denied(wrong),
    wrongCode: denied(wrong),
    otherDevice: denied(
      "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
    ),
    codeAlone: denied(
      "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
    ),
    arn: `arn:aws:iam::${accountId}:user/carol`,
    afterwards: [
      "ClientError",
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
      403,
    ],
    left: [],
    users: ["carol"],
  });
  assert.match(String(withoutMfa), /Call sts:GetSessionToken with SerialNumber and TokenCode/);
  assert.match(String(sessionWithoutMfa), /InvalidClientTokenId,The security token included/);
  // Whoever holds a presigned address may ask what it says, and nothing else.
  const answer = await send(place.origin, {
    target: new URL(String(presigned)).search.replace(/^/, "/"),
  });
  assert.equal(answer.status, 200, answer.text);
  assert.match(answer.text, new RegExp(`<Account>${accountId}</Account>`));
  const other = await send(place.origin, {
    target: `/${new URL(String(presigned)).search}&DurationSeconds=900`,
  });
  assert.match(other.text, /<Code>SignatureDoesNotMatch<\/Code>/);
});
