// The AWS command line as Debian has it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { AuthenticatorApp } from "../support/authenticator-app.ts";
import {
  type AwsPlace,
  type Keys,
  openAwsPlace,
  scanPicture,
  withWrongSecret,
} from "../support/aws.ts";
import { askAws, refusedByAws } from "../support/aws-command-line.ts";

let place: AwsPlace;
before(async () => {
  place = await openAwsPlace();
});
after(() => place?.stop());

const ask = <Output = undefined>(keys: Keys, ...args: readonly string[]) =>
  askAws<Output>(place, keys, ...args);
const refused = (keys: Keys, ...args: readonly string[]) => refusedByAws(place, keys, ...args);

interface AccessKeyAnswer {
  readonly AccessKey: { readonly AccessKeyId: string; readonly SecretAccessKey: string };
}
interface CredentialsAnswer {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
  };
}
interface DevicesAnswer {
  readonly MFADevices: readonly { readonly UserName: string; readonly SerialNumber: string }[];
}

describe("the life of a device", () => {
  let bob: Keys;
  let session: Keys;
  let app: AuthenticatorApp;
  let serial: string;
  const failed =
    "An error occurred (AccessDenied) when calling the GetSessionToken operation: MultiFactorAuthentication failed with invalid MFA one time pass code.";

  before(async () => {
    await ask(place.root, "iam", "create-user", "--user-name", "bob");
    const { AccessKey } = await ask<AccessKeyAnswer>(
      place.root,
      ...["iam", "create-access-key", "--user-name", "bob"],
    );
    bob = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
  });

  test("is created, its picture written to a file and read", async () => {
    const picture = join(place.folder.path, "picture.png");
    const { VirtualMFADevice } = await ask<{ VirtualMFADevice: { SerialNumber: string } }>(
      place.root,
      ...["iam", "create-virtual-mfa-device", "--virtual-mfa-device-name", "bob-phone"],
      ...["--bootstrap-method", "QRCodePNG", "--outfile", picture],
    );
    serial = VirtualMFADevice.SerialNumber;
    assert.equal(serial, `arn:aws:iam::${place.accountId}:mfa/bob-phone`);
    app = await scanPicture(await readFile(picture));
  });

  test("is enabled by two codes, and listed", async () => {
    const [code1, code2] = await app.freshPair();
    await ask(
      bob,
      ...["iam", "enable-mfa-device", "--user-name", "bob", "--serial-number", serial],
      ...["--authentication-code1", code1, "--authentication-code2", code2],
    );
    const { MFADevices } = await ask<DevicesAnswer>(bob, "iam", "list-mfa-devices");
    assert.deepEqual(
      MFADevices.map(({ UserName, SerialNumber }) => [UserName, SerialNumber]),
      [["bob", serial]],
    );
  });

  const getSession = (code: string) => [
    ...["sts", "get-session-token", "--serial-number", serial, "--token-code", code],
  ];

  test("gives a session by a code, once, and none by a wrong one", async () => {
    const code = await app.freshCode();
    const { Credentials } = await ask<CredentialsAnswer>(bob, ...getSession(code));
    session = {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    };
    assert.equal(await refused(bob, ...getSession(code)), failed);
    assert.equal(await refused(bob, ...getSession(await app.wrongCode())), failed);
    const { Arn } = await ask<{ Arn: string }>(session, "sts", "get-caller-identity");
    assert.equal(Arn, `arn:aws:iam::${place.accountId}:user/bob`);
  });

  test("is resynchronised, deactivated in the session, which ends, and deleted", async () => {
    const [code1, code2] = await app.latePair(20);
    const device = ["--user-name", "bob", "--serial-number", serial];
    const codes = ["--authentication-code1", code1, "--authentication-code2", code2];
    await ask(session, "iam", "resync-mfa-device", ...device, ...codes);
    assert.match(
      await refused(bob, "iam", "deactivate-mfa-device", ...device),
      /AccessDenied.*Call sts:GetSessionToken with SerialNumber and TokenCode/,
    );
    await ask(session, "iam", "deactivate-mfa-device", ...device);
    assert.match(await refused(session, "iam", "get-user"), /\(InvalidClientTokenId\)/);
    await ask(place.root, "iam", "delete-virtual-mfa-device", "--serial-number", serial);
    const { VirtualMFADevices } = await ask<{ VirtualMFADevices: unknown[] }>(
      place.root,
      ...["iam", "list-virtual-mfa-devices"],
    );
    assert.deepEqual(VirtualMFADevices, []);
  });
});

test("a wrong secret is told so", async () => {
  assert.match(
    await refused(withWrongSecret(place.root), "sts", "get-caller-identity"),
    /\(SignatureDoesNotMatch\) .*The request signature we calculated does not match/,
  );
});

test("an action that is not here is named", async () => {
  assert.match(
    await refused(place.root, "iam", "list-server-certificates"),
    /\(InvalidAction\) .*Could not find operation ListServerCertificates for version 2010-05-08/,
  );
});
