// The AWS SDK for JavaScript as it comes, told nothing but an address.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetAccessKeyLastUsedCommand,
  GetMFADeviceCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  ListVirtualMFADevicesCommand,
  PutUserPolicyCommand,
  paginateListUsers,
  ResyncMFADeviceCommand,
  UpdateAccessKeyCommand,
  waitUntilUserExists,
} from "@aws-sdk/client-iam";
import {
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import type { AuthenticatorApp } from "../support/authenticator-app.ts";
import {
  type AwsPlace,
  type Keys,
  openAwsPlace,
  scanPicture,
  withWrongSecret,
} from "../support/aws.ts";
import { until } from "../support/patience.ts";

let place: AwsPlace;
const clients: { destroy(): void }[] = [];

before(async () => {
  place = await openAwsPlace();
});
after(async () => {
  for (const client of clients) client.destroy();
  await place?.stop();
});

const settings = (credentials: Keys) => ({
  endpoint: place.origin,
  region: "us-east-1",
  credentials,
  maxAttempts: 1,
});

function iamOf(keys: Keys): IAMClient {
  const client = new IAMClient(settings(keys));
  clients.push(client);
  return client;
}

function stsOf(keys: Keys, region = "us-east-1"): STSClient {
  const client = new STSClient({ ...settings(keys), region });
  clients.push(client);
  return client;
}

/** What the client made of a refusal. */
async function refused(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof Error);
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    return { name: error.name, message: error.message, status: $metadata?.httpStatusCode };
  }
  assert.fail("it was not refused");
}

describe("the life of a device", () => {
  const user = { UserName: "alice" };
  let root: IAMClient;
  let alice: Keys;
  let session: Keys;
  let app: AuthenticatorApp;
  let serial: { SerialNumber: string };

  before(async () => {
    root = iamOf(place.root);
    await root.send(new CreateUserCommand(user));
    const { AccessKey } = await root.send(new CreateAccessKeyCommand(user));
    alice = {
      accessKeyId: AccessKey?.AccessKeyId ?? "",
      secretAccessKey: AccessKey?.SecretAccessKey ?? "",
    };
  });

  test("is created, and its picture read", async () => {
    const { VirtualMFADevice: device } = await root.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "alice-phone", Path: "/phones/" }),
    );
    const name = device?.SerialNumber ?? "";
    assert.equal(name, `arn:aws:iam::${place.accountId}:mfa/phones/alice-phone`);
    serial = { SerialNumber: name };
    app = await scanPicture(device?.QRCodePNG ?? new Uint8Array());
    assert.equal(Buffer.from(device?.Base32StringSeed ?? []).toString(), app.secret);
  });

  test("is enabled by two codes, by its owner", async () => {
    const [AuthenticationCode1, AuthenticationCode2] = await app.freshPair();
    const codes = { AuthenticationCode1, AuthenticationCode2 };
    const own = iamOf(alice);
    const wrong = { ...codes, AuthenticationCode2: await app.wrongCode() };
    assert.deepEqual(
      await refused(own.send(new EnableMFADeviceCommand({ ...user, ...serial, ...wrong }))),
      {
        name: "InvalidAuthenticationCodeException",
        message: "Authentication code for device is not valid.",
        status: 403,
      },
    );
    await own.send(new EnableMFADeviceCommand({ ...user, ...serial, ...codes }));
  });

  test("is listed, with when it was enabled", async () => {
    const { MFADevices = [] } = await iamOf(alice).send(new ListMFADevicesCommand({}));
    assert.deepEqual(
      MFADevices.map(({ UserName, SerialNumber }) => ({ UserName, SerialNumber })),
      [{ ...user, ...serial }],
    );
    assert.ok(Date.now() - (MFADevices[0]?.EnableDate?.getTime() ?? 0) < 60_000);
    const assigned = new ListVirtualMFADevicesCommand({ AssignmentStatus: "Assigned" });
    const { VirtualMFADevices = [] } = await root.send(assigned);
    assert.equal(VirtualMFADevices[0]?.User?.UserName, "alice");
    const found = await root.send(new GetMFADeviceCommand({ ...serial, ...user }));
    assert.equal(found.UserName, "alice");
  });

  const failed = {
    name: "AccessDenied",
    message: "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    status: 403,
  };

  test("gives a session, by a code that is used once", async () => {
    const sts = stsOf(alice);
    const TokenCode = await app.freshCode();
    const command = () =>
      new GetSessionTokenCommand({ ...serial, TokenCode, DurationSeconds: 900 });
    const { Credentials } = await sts.send(command());
    session = {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
    const left = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
    assert.ok(left > 840_000 && left <= 900_000, `${left}`);
    assert.deepEqual(await refused(sts.send(command())), failed);
  });

  test("gives none by a wrong code", async () => {
    const TokenCode = await app.wrongCode();
    assert.deepEqual(
      await refused(stsOf(alice).send(new GetSessionTokenCommand({ ...serial, TokenCode }))),
      failed,
    );
  });

  test("is asked for again before its owner may touch it", async () => {
    const change = { ...user, ...serial };
    const { name, message } = await refused(
      iamOf(alice).send(new DeactivateMFADeviceCommand(change)),
    );
    assert.equal(name, "AccessDenied");
    assert.match(message, /Call sts:GetSessionToken with SerialNumber and TokenCode/);
  });

  test("is resynchronised, and then gives a session by a later code only", async () => {
    const [AuthenticationCode1, AuthenticationCode2] = await app.latePair(20);
    const codes = { AuthenticationCode1, AuthenticationCode2 };
    await iamOf(session).send(new ResyncMFADeviceCommand({ ...user, ...serial, ...codes }));
    const TokenCode = AuthenticationCode2;
    assert.deepEqual(
      await refused(stsOf(alice).send(new GetSessionTokenCommand({ ...serial, TokenCode }))),
      failed,
    );
  });

  test("is deactivated in a session with MFA, which ends with it, and deleted", async () => {
    const withMfa = iamOf(session);
    await withMfa.send(new DeactivateMFADeviceCommand(serial));
    const ended = await refused(withMfa.send(new GetUserCommand({})));
    assert.equal(ended.name, "InvalidClientTokenId");
    await root.send(new DeleteVirtualMFADeviceCommand(serial));
    const gone = await refused(root.send(new DeleteVirtualMFADeviceCommand(serial)));
    assert.deepEqual(gone, {
      name: "NoSuchEntityException",
      message: `MFA Device with serial number ${serial.SerialNumber} does not exist.`,
      status: 404,
    });
  });
});

describe("signatures", () => {
  test("of an unknown key, a wrong secret, a clock that is wrong", async () => {
    const unknown = { ...place.root, accessKeyId: "AKIAQWERTYUIOPASDFGH" };
    const identity = () => new GetCallerIdentityCommand({});
    assert.deepEqual(await refused(stsOf(unknown).send(identity())), {
      name: "InvalidClientTokenId",
      message: "The security token included in the request is invalid.",
      status: 403,
    });
    const mismatch = await refused(stsOf(withWrongSecret(place.root)).send(identity()));
    assert.equal(mismatch.name, "SignatureDoesNotMatch");
    const early = new STSClient({
      ...settings(place.root),
      systemClockOffset: -16 * 60_000,
    });
    clients.push(early);
    assert.match((await refused(early.send(identity()))).message, /^Signature expired: /);
    const temporary = { ...place.root, sessionToken: "IQoJb3JpZ2luX2VjEA==" };
    assert.equal((await refused(stsOf(temporary).send(identity()))).name, "InvalidClientTokenId");
  });

  test("of STS are good in every region", async () => {
    const { Account } = await stsOf(place.root, "ap-southeast-2").send(
      new GetCallerIdentityCommand({}),
    );
    assert.equal(Account, place.accountId);
  });
});

test("a session without MFA may say who it is, and knows no IAM", async () => {
  const { Credentials } = await stsOf(place.root).send(new GetSessionTokenCommand({}));
  const session = {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
  const { Arn } = await stsOf(session).send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:iam::${place.accountId}:root`);
  const { name } = await refused(iamOf(session).send(new GetUserCommand({})));
  assert.equal(name, "InvalidClientTokenId");
});

test("a policy that asks for MFA lets a session with MFA in, and nothing else", async () => {
  const root = iamOf(place.root);
  const user = { UserName: "guarded" };
  await root.send(new CreateUserCommand(user));
  const { AccessKey } = await root.send(new CreateAccessKeyCommand(user));
  const key = {
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
  const { VirtualMFADevice: device } = await root.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "guarded-phone" }),
  );
  const app = await scanPicture(device?.QRCodePNG ?? new Uint8Array());
  const [AuthenticationCode1, AuthenticationCode2] = await app.freshPair();
  const SerialNumber = device?.SerialNumber ?? "";
  const pair = { AuthenticationCode1, AuthenticationCode2 };
  await root.send(new EnableMFADeviceCommand({ ...user, SerialNumber, ...pair }));
  const statement = {
    Effect: "Allow",
    Action: "iam:ListUsers",
    Resource: "*",
    Condition: {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
      NumericLessThan: { "aws:MultiFactorAuthAge": "900" },
    },
  };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await root.send(new PutUserPolicyCommand({ ...user, PolicyName: "with-mfa", PolicyDocument }));

  const list = (keys: Keys) => iamOf(keys).send(new ListUsersCommand({}));
  const { name, message } = await refused(list(key));
  assert.equal(name, "AccessDenied");
  assert.match(
    message,
    /^User: arn:aws:iam::\d{12}:user\/guarded is not authorized to perform: iam:ListUsers on resource: \* because no identity-based policy allows the iam:ListUsers action/,
  );
  const TokenCode = await app.freshCode();
  const { Credentials } = await stsOf(key).send(
    new GetSessionTokenCommand({ SerialNumber, TokenCode }),
  );
  const { Users = [] } = await list({
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  });
  assert.ok(Users.some(({ UserName }) => UserName === "guarded"));
});

/** A use is written after its answer. */
async function lastUse(root: IAMClient, key: { AccessKeyId: string }) {
  return until("the key's use", async () => {
    const { AccessKeyLastUsed } = await root.send(new GetAccessKeyLastUsedCommand(key));
    return AccessKeyLastUsed?.LastUsedDate === undefined ? undefined : AccessKeyLastUsed;
  });
}

test("access keys are made, shown, deactivated and deleted", async () => {
  const root = iamOf(place.root);
  const user = { UserName: "keys" };
  await root.send(new CreateUserCommand({ ...user, Tags: [{ Key: "Team", Value: "ü: a+b=c" }] }));
  const { AccessKey } = await root.send(new CreateAccessKeyCommand(user));
  const key = { AccessKeyId: AccessKey?.AccessKeyId ?? "" };
  assert.match(key.AccessKeyId, /^AKIA[A-Z2-7]{16}$/);
  const keys = { accessKeyId: key.AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
  await root.send(new CreateAccessKeyCommand(user));
  assert.deepEqual(await refused(root.send(new CreateAccessKeyCommand(user))), {
    name: "LimitExceededException",
    message: "Cannot exceed quota for AccessKeysPerUser: 2",
    status: 409,
  });
  const never = await root.send(new GetAccessKeyLastUsedCommand(key));
  assert.equal(never.AccessKeyLastUsed?.Region, "N/A");
  await stsOf(keys, "eu-west-1").send(new GetCallerIdentityCommand({}));
  const used = await lastUse(root, key);
  assert.equal(used.Region, "eu-west-1");
  assert.equal(used.ServiceName, "sts");
  const { Account } = await stsOf(place.root).send(new GetAccessKeyInfoCommand(key));
  assert.equal(Account, place.accountId);
  await root.send(new UpdateAccessKeyCommand({ ...user, ...key, Status: "Inactive" }));
  const { AccessKeyMetadata = [] } = await root.send(new ListAccessKeysCommand(user));
  assert.equal(
    AccessKeyMetadata.find((one) => one.AccessKeyId === key.AccessKeyId)?.Status,
    "Inactive",
  );
  const inactive = await refused(stsOf(keys).send(new GetCallerIdentityCommand({})));
  assert.equal(inactive.name, "InvalidClientTokenId");
  await root.send(new DeleteAccessKeyCommand({ ...user, ...key }));
  assert.deepEqual(await refused(root.send(new DeleteAccessKeyCommand({ ...user, ...key }))), {
    name: "NoSuchEntityException",
    message: `The Access Key with id ${key.AccessKeyId} cannot be found.`,
    status: 404,
  });
  const { Tags } = await root.send(new ListUserTagsCommand(user));
  assert.deepEqual(Tags, [{ Key: "Team", Value: "ü: a+b=c" }]);
});

test("lists are paged, and waiters find what they wait for", async () => {
  const root = iamOf(place.root);
  for (const UserName of ["page-1", "page-2", "page-3"]) {
    await root.send(new CreateUserCommand({ UserName, Path: "/pages/" }));
  }
  const names: (string | undefined)[] = [];
  const pages = paginateListUsers({ client: root, pageSize: 2 }, { PathPrefix: "/pages/" });
  for await (const { Users = [] } of pages) names.push(...Users.map(({ UserName }) => UserName));
  assert.deepEqual(names, ["page-1", "page-2", "page-3"]);
  const waited = await waitUntilUserExists(
    { client: root, maxWaitTime: 5 },
    { UserName: "page-1" },
  );
  assert.equal(waited.state, "SUCCESS");
});
