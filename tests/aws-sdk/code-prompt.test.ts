// Profiles with `mfa_serial` in AWS's own clients, which ask for the code themselves: where a role wants MFA, and nothing was installed
// but the SDK.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import { type AwsPlace, openAwsPlace, saveFile } from "../support/aws.ts";
import { type CredentialHome, makeCredentialHome } from "../support/credential-home.ts";

let place: AwsPlace;
let home: CredentialHome;
let files: { readonly configFilepath: string; readonly filepath: string };

before(async () => {
  place = await openAwsPlace();
  home = await makeCredentialHome(place, "hugo");
  const { origin, accountId, root: credentials } = place;
  const root = new IAMClient({ endpoint: origin, region: "us-east-1", credentials });
  const { Role } = await root.send(
    new CreateRoleCommand({
      RoleName: "Helm",
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { AWS: `arn:aws:iam::${accountId}:user/hugo` },
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        },
      }),
    }),
  );
  root.destroy();
  const { accessKeyId, secretAccessKey } = home.keys;
  files = {
    configFilepath: await saveFile(
      place,
      `[profile helm]\nrole_arn = ${Role?.Arn}\nsource_profile = hugo\nmfa_serial = ${home.serialNumber}\n`,
    ),
    filepath: await saveFile(
      place,
      `[hugo]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    ),
  };
});
after(() => place?.stop());

/** Who the SDK is by that profile, when the person answers its question for a code with this. */
async function arnBy(answer: (serialNumber: string) => Promise<string>): Promise<string> {
  const clientConfig = { endpoint: place.origin, region: "us-east-1" };
  const credentials = fromIni({
    ...files,
    profile: "helm",
    ignoreCache: true,
    clientConfig,
    mfaCodeProvider: answer,
  });
  const sts = new STSClient({ ...clientConfig, credentials, maxAttempts: 1 });
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn ?? "";
  } finally {
    sts.destroy();
  }
}

const refused = {
  name: "AccessDenied",
  message: "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
};

test("the SDK asks for the code of the profile's device, and acts by the role", async () => {
  const wrong = await home.app.wrongCode();
  await assert.rejects(
    arnBy(async () => wrong),
    refused,
  );
  const asked: string[] = [];
  const code = await home.app.freshCode();
  const arn = await arnBy(async (serialNumber) => {
    asked.push(serialNumber);
    return code;
  });
  assert.match(arn, new RegExp(`^arn:aws:sts::${place.accountId}:assumed-role/Helm/`));
  assert.deepEqual(asked, [home.serialNumber]);
  await assert.rejects(
    arnBy(async () => code),
    refused,
    "a code is good once",
  );
});
