// What AWS's clients are told of a code that is late, and of a session that has expired. The server's clock is moved for it: to just
// under the quarter of an hour by which a signature may be early or late.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import {
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { type Sallyport, startSallyport } from "@sallyport/testing";
import { type AwsPlace, awsEnv, type Keys } from "../support/aws.ts";
import { awsClients } from "../support/aws-clients.ts";
import { askAws, refusedByAws } from "../support/aws-command-line.ts";
import { makeFolder } from "../support/sallyport.ts";

const run = promisify(execFile);
/** As short as AWS has them. */
const shortestSession = 900;

let sallyport: Sallyport;
let place: AwsPlace;
before(async () => {
  sallyport = await startSallyport();
  const folder = await makeFolder();
  const { endpoint: origin, accountId, rootKey: root } = sallyport;
  const stopServer = () => sallyport.stop();
  const stop = async () => {
    await sallyport.stop();
    await folder.remove();
  };
  place = { origin, accountId, root, folder, stopServer, stop };
});
after(async () => {
  for (const client of clients) client.destroy();
  await place?.stop();
});

const clients: { destroy(): void }[] = [];
function kept<Client extends { destroy(): void }>(client: Client): Client {
  clients.push(client);
  return client;
}
const stsOf = (credentials: Keys) =>
  kept(new STSClient({ endpoint: place.origin, region: "us-east-1", credentials }));

const python = `
import json, os, sys
import boto3, botocore.exceptions
sts = boto3.client("sts", endpoint_url=os.environ["SALLYPORT"])
try:
    answer = getattr(sts, sys.argv[1])(**json.loads(sys.argv[2]))
    print(json.dumps(["", answer.get("Arn", "")]))
except botocore.exceptions.ClientError as error:
    print(json.dumps([error.response["Error"]["Code"], error.response["Error"]["Message"]]))
`;

/** Code and words of a refusal, or none and the caller's ARN. */
type Told = readonly [code: string, words: string];

async function byBoto3(keys: Keys, method: string, input: object = {}): Promise<Told> {
  const args = ["-c", python, method, JSON.stringify(input)];
  return JSON.parse((await run(awsClients.python, args, { env: awsEnv(place, keys) })).stdout);
}

async function refusedBySdk(work: Promise<unknown>): Promise<Told> {
  const error = await work.then(
    () => new Error("it was not refused"),
    (refused: Error) => refused,
  );
  return [error.name, error.message];
}

describe("AWS's clients", () => {
  let session: Keys;

  test("are known by a session while it lasts", async () => {
    const { Credentials } = await stsOf(sallyport.adminKey).send(
      new GetSessionTokenCommand({ DurationSeconds: shortestSession }),
    );
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
    session = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    const arn = `arn:aws:iam::${place.accountId}:user/admin`;
    assert.equal((await stsOf(session).send(new GetCallerIdentityCommand({}))).Arn, arn);
    assert.deepEqual(await byBoto3(session, "get_caller_identity"), ["", arn]);
    const told = await askAws<{ Arn: string }>(place, session, "sts", "get-caller-identity");
    assert.equal(told.Arn, arn);
  });

  test("are refused with a code that comes too late", async () => {
    const { adminKey: credentials } = sallyport;
    const iam = kept(new IAMClient({ endpoint: place.origin, region: "us-east-1", credentials }));
    const { VirtualMFADevice } = await iam.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "phone" }),
    );
    const SerialNumber = VirtualMFADevice?.SerialNumber ?? "";
    const AuthenticationCode1 = await sallyport.codeFor(SerialNumber);
    sallyport.advance(30);
    const AuthenticationCode2 = await sallyport.codeFor(SerialNumber);
    await iam.send(
      new EnableMFADeviceCommand({
        ...{ UserName: "admin", SerialNumber, AuthenticationCode1, AuthenticationCode2 },
      }),
    );
    sallyport.advance(30);
    const TokenCode = await sallyport.codeFor(SerialNumber);
    sallyport.advance(90); // three steps: a code is good for one more
    const words = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
    const input = { SerialNumber, TokenCode };
    const bySdk = stsOf(credentials).send(new GetSessionTokenCommand(input));
    assert.deepEqual(await refusedBySdk(bySdk), ["AccessDenied", words]);
    assert.deepEqual(await byBoto3(credentials, "get_session_token", input), [
      "AccessDenied",
      words,
    ]);
    assert.match(
      await refusedByAws(
        place,
        credentials,
        "sts",
        "get-session-token",
        ...["--serial-number", SerialNumber, "--token-code", TokenCode],
      ),
      /\(AccessDenied\).*failed with invalid MFA one time pass code\.$/,
    );
  });

  test("are told that a session has expired, by AWS's code and words", async () => {
    sallyport.advance(shortestSession + 1 - 150);
    const words = "The security token included in the request is expired";
    const bySdk = stsOf(session).send(new GetCallerIdentityCommand({}));
    assert.deepEqual(await refusedBySdk(bySdk), ["ExpiredToken", words]);
    assert.deepEqual(await byBoto3(session, "get_caller_identity"), ["ExpiredToken", words]);
    assert.match(
      await refusedByAws(place, session, "sts", "get-caller-identity"),
      new RegExp(`\\(ExpiredToken\\).*: ${words}$`),
    );
    assert.match(
      (await byBoto3(sallyport.adminKey, "get_caller_identity"))[1],
      /:user\/admin$/,
      "the key goes on",
    );
  });
});
