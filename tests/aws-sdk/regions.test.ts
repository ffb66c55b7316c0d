// Where IAM is said to be is a setting; STS is everywhere.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Keys } from "../support/aws.ts";
import { makeAccount } from "../support/people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

let folder: Folder;
let server: Sallyport;
let credentials: Keys;
before(async () => {
  folder = await makeFolder();
  const { accessKey } = await makeAccount(folder.settings(), undefined, ["--with-access-key"]);
  assert.ok(accessKey);
  credentials = accessKey;
  const SALLYPORT_IAM_REGIONS = "eu-central-1, local";
  server = await startSallyport({ ...folder.settings(), SALLYPORT_IAM_REGIONS });
});
after(async () => {
  await server?.stop();
  await folder?.remove();
});

async function askIam(region: string) {
  const client = new IAMClient({ endpoint: server.origin, region, credentials, maxAttempts: 1 });
  return client.send(new GetUserCommand({})).finally(() => client.destroy());
}

async function askSts(region: string) {
  const client = new STSClient({ endpoint: server.origin, region, credentials, maxAttempts: 1 });
  return client.send(new GetCallerIdentityCommand({})).finally(() => client.destroy());
}

test("IAM is where the setting says, and nowhere else", async () => {
  for (const region of ["eu-central-1", "local"]) assert.ok((await askIam(region)).User);
  await assert.rejects(askIam("us-east-1"), {
    name: "SignatureDoesNotMatch",
    message: "Credential should be scoped to a valid region, not 'us-east-1'. ",
  });
});

test("STS is everywhere", async () => {
  for (const region of ["us-east-1", "ap-southeast-2"]) assert.ok((await askSts(region)).Arn);
});
