// Roles by AWS's own clients: assumed with a code, limited by session policies, and over when the role says so.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  ListUsersCommand,
  PutRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import type { AuthenticatorApp } from "../support/authenticator-app.ts";
import { type AwsPlace, awsEnv, type Keys, openAwsPlace, scanPicture } from "../support/aws.ts";

let place: AwsPlace;
const clients: { destroy(): void }[] = [];

before(async () => {
  place = await openAwsPlace();
});
after(async () => {
  for (const client of clients) client.destroy();
  await place?.stop();
});

function clientsOf(credentials: Keys) {
  const settings = { endpoint: place.origin, region: "us-east-1", credentials, maxAttempts: 1 };
  const [iam, sts] = [new IAMClient(settings), new STSClient(settings)];
  clients.push(iam, sts);
  return { iam, sts };
}

function keysOf(given: {
  AccessKeyId?: string | undefined;
  SecretAccessKey?: string | undefined;
  SessionToken?: string | undefined;
}): Keys {
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken } = given;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken !== undefined && { sessionToken: SessionToken }),
  };
}

/** A user with a key and a device, and a role that asks for MFA. */
async function setUp(name: string) {
  const { iam } = clientsOf(place.root);
  await iam.send(new CreateUserCommand({ UserName: name }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  const { VirtualMFADevice } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }),
  );
  const app = await scanPicture(VirtualMFADevice?.QRCodePNG ?? new Uint8Array());
  const [first, second] = await app.pair();
  const serialNumber = VirtualMFADevice?.SerialNumber ?? "";
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: name,
      SerialNumber: serialNumber,
      AuthenticationCode1: first,
      AuthenticationCode2: second,
    }),
  );
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: `${name}-role`,
      MaxSessionDuration: 7200,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${place.accountId}:user/${name}` },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        },
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: `${name}-role`,
      PolicyName: "read",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "iam:List*", Resource: "*" },
      }),
    }),
  );
  return { key: keysOf(AccessKey ?? {}), app, serialNumber, roleArn: Role?.Arn ?? "" };
}

const refusedAs = (work: Promise<unknown>, name: string, words: RegExp) =>
  assert.rejects(work, (error: Error) => error.name === name && words.test(error.message));

test("the SDK for JavaScript gets a guarded role for a code, within the limits it asks for", async () => {
  const { key, app, serialNumber, roleArn } = await setUp("ann");
  const { sts } = clientsOf(key);
  const asked = { RoleArn: roleArn, RoleSessionName: "visit" };
  await refusedAs(
    sts.send(new AssumeRoleCommand(asked)),
    "AccessDenied",
    /not authorized to perform: sts:AssumeRole on resource: .*:role\/ann-role/,
  );
  const { Credentials, AssumedRoleUser, PackedPolicySize } = await sts.send(
    new AssumeRoleCommand({
      ...asked,
      SerialNumber: serialNumber,
      TokenCode: await app.freshCode(),
      Tags: [{ Key: "Team", Value: "Blue" }],
      PolicyArns: [{ arn: "arn:aws:iam::aws:policy/IAMReadOnlyAccess" }],
    }),
  );
  assert.match(AssumedRoleUser?.Arn ?? "", /:assumed-role\/ann-role\/visit$/);
  assert.ok((PackedPolicySize ?? 0) > 0);
  const session = clientsOf(keysOf(Credentials ?? {}));
  const identity = await session.sts.send(new GetCallerIdentityCommand());
  assert.equal(identity.UserId, AssumedRoleUser?.AssumedRoleId);
  await session.iam.send(new ListUsersCommand());
  await refusedAs(
    session.iam.send(new CreateUserCommand({ UserName: "nobody" })),
    "AccessDenied",
    /assumed-role\/ann-role\/visit is not authorized to perform: iam:CreateUser/,
  );
  await refusedAs(
    session.sts.send(new GetFederationTokenCommand({ Name: "guest" })),
    "AccessDenied",
    /Cannot call GetFederationToken with session credentials/,
  );
  const { iam } = clientsOf(place.root);
  await iam.send(new UpdateRoleCommand({ RoleName: "ann-role", Description: "Readers" }));
});

test("the aws command line and boto3 ask for the code where a profile names the role", async () => {
  const { key, app, serialNumber, roleArn } = await setUp("ben");
  const config = join(place.folder.path, "roles-config");
  await writeFile(
    config,
    `[profile reader]
role_arn = ${roleArn}
source_profile = own
mfa_serial = ${serialNumber}
endpoint_url = ${place.origin}
[profile own]
region = us-east-1
endpoint_url = ${place.origin}
aws_access_key_id = ${key.accessKeyId}
aws_secret_access_key = ${key.secretAccessKey}
`,
  );
  const {
    AWS_ACCESS_KEY_ID: _id,
    AWS_SECRET_ACCESS_KEY: _secret,
    ...env
  } = { ...awsEnv(place, key), AWS_CONFIG_FILE: config, AWS_ENDPOINT_URL_STS: place.origin };
  const program = `
import boto3, sys
session = boto3.Session(profile_name="reader")
provider = session._session.get_component("credential_provider").get_provider("assume-role")
provider._prompter = lambda prompt: sys.argv[1]
iam = session.client("iam", endpoint_url="${place.origin}")
print(len(iam.list_users()["Users"]) > 0, session.client("sts", endpoint_url="${place.origin}").get_caller_identity()["Arn"])`;
  const { stdout } = await promisify(execFile)(
    "/usr/bin/python3",
    ["-c", program, await app.freshCode()],
    { env },
  );
  assert.match(
    stdout,
    /^True arn:aws:sts::\d{12}:assumed-role\/ben-role\/botocore-session-\d+\s*$/,
  );
});
