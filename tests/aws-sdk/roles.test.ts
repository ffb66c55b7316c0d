// Roles by AWS's own clients: assumed with a code, limited by session policies, and over when the role says so.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
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
import { type AwsPlace, awsEnv, type Keys, openAwsPlace, scanPicture } from "../support/aws.ts";
import { awsClients } from "../support/aws-clients.ts";

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
  const [first, second] = await app.freshPair();
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

test("boto3 gets it too, and not for a wrong or a used code", async () => {
  const { key, app, serialNumber, roleArn } = await setUp("ben");
  const program = `
import boto3, os, sys
from botocore.exceptions import ClientError
place, role, serial, wrong, code = sys.argv[1:]
sts = boto3.client("sts", endpoint_url=place)
def assume(code):
    return sts.assume_role(RoleArn=role, RoleSessionName="visit", DurationSeconds=7200, SerialNumber=serial, TokenCode=code)["Credentials"]
def refused(code):
    try:
        assume(code)
    except ClientError as error:
        return error.response["Error"]["Message"].strip()
first = refused(wrong)
given = assume(code)
iam = boto3.client("iam", endpoint_url=place, aws_access_key_id=given["AccessKeyId"], aws_secret_access_key=given["SecretAccessKey"], aws_session_token=given["SessionToken"])
print(first == refused(code), first, [user["UserName"] for user in iam.list_users()["Users"]])`;
  const { stdout } = await promisify(execFile)(
    awsClients.python,
    [
      "-c",
      program,
      place.origin,
      roleArn,
      serialNumber,
      await app.wrongCode(),
      await app.freshCode(),
    ],
    { env: awsEnv(place, key) },
  );
  assert.match(
    stdout,
    /^True MultiFactorAuthentication failed with invalid MFA one time pass code\. \[.*'ben'.*\]\s*$/,
  );
});
