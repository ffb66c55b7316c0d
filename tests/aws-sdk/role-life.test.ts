// Roles by the AWS SDK for JavaScript as it comes: made, read, changed, listed by the page, used, deleted.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  paginateListRoles,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  waitUntilRoleExists,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { type AwsPlace, awsEnv, type Keys, openAwsPlace, saveFile } from "../support/aws.ts";
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

function iam(keys: Keys): IAMClient {
  const client = new IAMClient(settings(keys));
  clients.push(client);
  return client;
}

const readOnly = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
const trusting = (principal: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole" }],
  });

test("a role lives from its making to its end", async () => {
  const client = iam(place.root);
  const RoleName = "Nightly";
  const made = await client.send(
    new CreateRoleCommand({
      RoleName,
      Path: "/ops/",
      AssumeRolePolicyDocument: trusting(place.accountId),
      Tags: [{ Key: "Team", Value: "Blue" }],
    }),
  );
  const arn = `arn:aws:iam::${place.accountId}:role/ops/Nightly`;
  assert.equal(made.Role?.Arn, arn);
  await waitUntilRoleExists({ client, maxWaitTime: 20 }, { RoleName });

  const updated = await client.send(
    new UpdateRoleCommand({ RoleName, Description: "For nights", MaxSessionDuration: 7200 }),
  );
  assert.deepEqual(Object.keys(updated), ["$metadata"], "an empty answer is one that SDKs read");
  const bound = { RoleName, PermissionsBoundary: readOnly };
  await client.send(new PutRolePermissionsBoundaryCommand(bound));
  await client.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "Cost", Value: "1" }] }));
  await client.send(new UntagRoleCommand({ RoleName, TagKeys: ["Team"] }));
  const { Role } = await client.send(new GetRoleCommand({ RoleName }));
  assert.deepEqual(
    [Role?.Description, Role?.MaxSessionDuration, Role?.Tags, Role?.RoleLastUsed],
    ["For nights", 7200, [{ Key: "Cost", Value: "1" }], {}],
  );
  assert.equal(Role?.PermissionsBoundary?.PermissionsBoundaryArn, readOnly);
  const tags = await client.send(new ListRoleTagsCommand({ RoleName }));
  assert.deepEqual(tags.Tags, [{ Key: "Cost", Value: "1" }]);

  await client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: readOnly }));
  const PolicyName = "inline";
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
  });
  await client.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  const inline = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  assert.equal(decodeURIComponent(inline.PolicyDocument ?? ""), PolicyDocument);
  const names = await client.send(new ListRolePoliciesCommand({ RoleName }));
  assert.deepEqual(names.PolicyNames, [PolicyName]);
  const attached = await client.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  assert.deepEqual(attached.AttachedPolicies, [
    { PolicyName: "IAMReadOnlyAccess", PolicyArn: readOnly },
  ]);
  const holders = await client.send(new ListEntitiesForPolicyCommand({ PolicyArn: readOnly }));
  assert.deepEqual(holders.PolicyRoles, [{ RoleName, RoleId: made.Role?.RoleId }]);
  const all = await client.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["Role"] }));
  assert.equal(all.RoleDetailList?.[0]?.RolePolicyList?.[0]?.PolicyName, PolicyName);

  const gone = { name: "DeleteConflictException" };
  await assert.rejects(client.send(new DeleteRoleCommand({ RoleName })), gone);
  await client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: readOnly }));
  await client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  await client.send(new DeleteRoleCommand({ RoleName }));
  const missing = { name: "NoSuchEntityException", message: /role with name Nightly/ };
  await assert.rejects(client.send(new GetRoleCommand({ RoleName })), missing);
});

test("roles are listed by the page", async () => {
  const client = iam(place.root);
  const names = Array.from({ length: 7 }, (_, index) => `page-${index}`);
  for (const RoleName of names) {
    const AssumeRolePolicyDocument = trusting(place.accountId);
    await client.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  }
  const listed: (string | undefined)[] = [];
  const pages = paginateListRoles({ client, pageSize: 3 }, { PathPrefix: "/" });
  for await (const { Roles } of pages) listed.push(...(Roles ?? []).map((one) => one.RoleName));
  assert.deepEqual(listed, names);
});

test("whom a role trusts acts as it, until it trusts somebody else", async () => {
  const client = iam(place.root);
  await client.send(new CreateUserCommand({ UserName: "alice" }));
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName: "alice" }));
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
  const sts = new STSClient(settings({ accessKeyId, secretAccessKey }));
  clients.push(sts);
  const RoleName = "Reader";
  const { Role } = await client.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: trusting(`arn:aws:iam::${place.accountId}:user/alice`),
    }),
  );
  await client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: readOnly }));
  const assume = () =>
    sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "once" }));
  const { Credentials } = await assume();
  const session = iam({
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  });
  const seen = await session.send(new GetUserCommand({ UserName: "alice" }));
  assert.equal(seen.User?.UserName, "alice");
  const tag = new TagRoleCommand({ RoleName, Tags: [{ Key: "a", Value: "b" }] });
  await assert.rejects(session.send(tag), { name: "AccessDenied" });

  await client.send(
    new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trusting("999999999999") }),
  );
  await assert.rejects(assume(), { name: "AccessDenied" });
  await session.send(new GetUserCommand({ UserName: "alice" })); // a session goes on
  await lastUsed(client, RoleName);
});

/** Uses are noted off the request's path. */
function lastUsed(client: IAMClient, RoleName: string): Promise<boolean> {
  return until("the role's use", async () => {
    const { Role } = await client.send(new GetRoleCommand({ RoleName }));
    return Role?.RoleLastUsed?.Region === "us-east-1" || undefined;
  });
}

test("the profile that the console shows is one that SDKs act by", async () => {
  const client = iam(place.root);
  const RoleName = "Auditor";
  await client.send(new CreateUserCommand({ UserName: "bob" }));
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName: "bob" }));
  const { Role } = await client.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: trusting(`arn:aws:iam::${place.accountId}:user/bob`),
    }),
  );
  await client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: readOnly }));
  const profile = `[profile ${RoleName}]
role_arn = ${Role?.Arn}
source_profile = default
region = us-east-1
endpoint_url = ${place.origin}
`;
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
  const keys = `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  // A program of its own: the SDK reads its settings once, and the environment's keys would win over a profile.
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...env } = awsEnv(place, place.root);
  const script = `import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
    const { Users } = await new IAMClient().send(new ListUsersCommand());
    console.log(JSON.stringify({ Users }));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", script],
    {
      cwd: import.meta.dirname,
      env: {
        ...env,
        AWS_PROFILE: RoleName,
        AWS_CONFIG_FILE: await saveFile(place, profile),
        AWS_SHARED_CREDENTIALS_FILE: await saveFile(place, keys),
      },
    },
  );
  const { Users } = JSON.parse(stdout) as { Users: readonly { UserName: string }[] };
  assert.ok(Users.some(({ UserName }) => UserName === "bob"));
});
