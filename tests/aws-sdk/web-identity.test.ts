// OpenID Connect through the front door: AWS's own clients make the provider and the role, a foreign issuer on this machine signs, and
// AssumeRoleWithWebIdentity is called by whoever has no key at all, by the SDK and by `aws` as it does in a pod.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  ListRolesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import {
  forgeToken,
  type Issuer,
  newIssuerKey,
  openIssuer,
  signToken,
} from "@sallyport/platform/testing";
import { type AwsPlace, awsEnv, type Keys, openAwsPlace, saveFile } from "../support/aws.ts";
import { awsClients } from "../support/aws-clients.ts";

let place: AwsPlace;
let issuer: Issuer;
let iam: IAMClient;
/** Has no credentials, and must not look for any: the call is not signed. */
let nobody: STSClient;
const clients: { destroy(): void }[] = [];

before(async () => {
  issuer = await openIssuer();
  place = await openAwsPlace();
  iam = iamOf(place.root);
  nobody = new STSClient({ ...settings(), credentials: unasked });
  clients.push(nobody);
});
after(async () => {
  for (const client of clients) client.destroy();
  await place?.stop();
  await issuer?.close();
});

const settings = () => ({ endpoint: place.origin, region: "us-east-1", maxAttempts: 1 });
const unasked = (): never => {
  throw new Error("credentials were asked for");
};

function iamOf(credentials: Keys): IAMClient {
  const client = new IAMClient({ ...settings(), credentials });
  clients.push(client);
  return client;
}

const seconds = () => Math.floor(Date.now() / 1000);
const usual = () => ({
  iss: issuer.url,
  sub: "repo:our-company/our-app:ref:refs/heads/main",
  aud: "sts.amazonaws.com",
  iat: seconds(),
  exp: seconds() + 300,
});

async function makeProvider(): Promise<string> {
  const { OpenIDConnectProviderArn = "" } = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: issuer.url,
      ClientIDList: ["sts.amazonaws.com"],
    }),
  );
  return OpenIDConnectProviderArn;
}

async function makeRole(RoleName: string, providerArn: string): Promise<string> {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Federated: providerArn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${issuer.name}:aud`]: "sts.amazonaws.com" },
        StringLike: { [`${issuer.name}:sub`]: "repo:our-company/our-app:*" },
      },
    },
  });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "iam:ListUsers", Resource: "*" },
  });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "read", PolicyDocument }));
  return Role?.Arn ?? "";
}

const refusedAs = (work: Promise<unknown>, name: string, words: RegExp) =>
  assert.rejects(work, (error: Error) => {
    assert.equal(error.name, name, error.message);
    assert.match(error.message, words);
    return true;
  });

test("the SDK for JavaScript makes, shows, changes and deletes a provider", async () => {
  const { OpenIDConnectProviderArn = "", Tags: made } = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: "https://token.actions.githubusercontent.com",
      ClientIDList: ["sts.amazonaws.com"],
      ThumbprintList: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
      Tags: [{ Key: "Team", Value: "Blue" }],
    }),
  );
  assert.equal(
    OpenIDConnectProviderArn,
    `arn:aws:iam::${place.accountId}:oidc-provider/token.actions.githubusercontent.com`,
  );
  assert.deepEqual(made, [{ Key: "Team", Value: "Blue" }]);
  const of = { OpenIDConnectProviderArn };
  await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...of, ClientID: "other" }));
  await iam.send(
    new RemoveClientIDFromOpenIDConnectProviderCommand({ ...of, ClientID: "sts.amazonaws.com" }),
  );
  await iam.send(
    new UpdateOpenIDConnectProviderThumbprintCommand({ ...of, ThumbprintList: ["a".repeat(40)] }),
  );
  const shown = await iam.send(new GetOpenIDConnectProviderCommand(of));
  assert.equal(shown.Url, "token.actions.githubusercontent.com");
  assert.deepEqual(shown.ClientIDList, ["other"]);
  assert.deepEqual(shown.ThumbprintList, ["a".repeat(40)]);
  assert.ok(shown.CreateDate instanceof Date);
  await iam.send(
    new TagOpenIDConnectProviderCommand({ ...of, Tags: [{ Key: "Cost", Value: "7" }] }),
  );
  await iam.send(new UntagOpenIDConnectProviderCommand({ ...of, TagKeys: ["Team"] }));
  const { Tags } = await iam.send(new ListOpenIDConnectProviderTagsCommand(of));
  assert.deepEqual(Tags, [{ Key: "Cost", Value: "7" }]);
  const { OpenIDConnectProviderList } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
  assert.deepEqual(OpenIDConnectProviderList, [{ Arn: OpenIDConnectProviderArn }]);
  await iam.send(new DeleteOpenIDConnectProviderCommand(of));
  await refusedAs(
    iam.send(new GetOpenIDConnectProviderCommand(of)),
    "NoSuchEntityException",
    /^OpenIDConnect Provider not found for arn /,
  );
});

describe("whoever has a token and no key", () => {
  let providerArn: string;
  let roleArn: string;
  before(async () => {
    providerArn = await makeProvider();
    roleArn = await makeRole("Deploy", providerArn);
  });

  const ask = (WebIdentityToken: string, RoleArn = roleArn) =>
    nobody.send(
      new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "job-7", WebIdentityToken }),
    );

  test("gets the role by the SDK for JavaScript, unsigned", async () => {
    const answer = await ask(issuer.token(usual()));
    assert.equal(answer.SubjectFromWebIdentityToken, usual().sub);
    assert.equal(answer.Provider, providerArn);
    assert.equal(answer.Audience, "sts.amazonaws.com");
    assert.match(answer.AssumedRoleUser?.Arn ?? "", /:assumed-role\/Deploy\/job-7$/);
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken } = answer.Credentials ?? {};
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken !== undefined && { sessionToken: SessionToken }),
    };
    await iamOf(credentials).send(new ListUsersCommand({}));
    await refusedAs(iamOf(credentials).send(new ListRolesCommand({})), "AccessDenied", /Deploy/);
  });

  test("gets it by `aws`, as in a pod: with a token in a file", async () => {
    const file = await saveFile(place, issuer.token(usual()));
    const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env } = awsEnv(place, place.root);
    const { stdout } = await promisify(execFile)(
      awsClients.aws,
      ["--endpoint-url", place.origin, "sts", "get-caller-identity", "--output", "json"],
      {
        env: {
          ...env,
          AWS_ROLE_ARN: roleArn,
          AWS_WEB_IDENTITY_TOKEN_FILE: file,
          AWS_ROLE_SESSION_NAME: "pod",
          AWS_ENDPOINT_URL: place.origin,
          AWS_ENDPOINT_URL_STS: place.origin,
        },
      },
    );
    assert.match(JSON.parse(stdout).Arn, /:assumed-role\/Deploy\/pod$/);
  });

  test("does not get it in any other way, and is told why in AWS's words", async () => {
    const [key] = issuer.keys;
    assert.ok(key);
    const refusals: Readonly<
      Record<string, readonly [token: string, name: string, words: RegExp]>
    > = {
      forged: [
        signToken(newIssuerKey("first"), usual()),
        "InvalidIdentityTokenException",
        /signature/,
      ],
      unsigned: [forgeToken("none", usual(), key), "InvalidIdentityTokenException", /signed/],
      "signed with the public key": [
        forgeToken("HS256", usual(), key),
        "InvalidIdentityTokenException",
        /signed/,
      ],
      "for another audience": [
        issuer.token({ ...usual(), aud: "them" }),
        "InvalidIdentityTokenException",
        /^Incorrect token audience$/,
      ],
      "of another repository": [
        issuer.token({ ...usual(), sub: "repo:their-company/app:ref" }),
        "AccessDenied",
        /^Not authorized to perform sts:AssumeRoleWithWebIdentity$/,
      ],
      expired: [
        issuer.token({ ...usual(), exp: seconds() - 120 }),
        "ExpiredTokenException",
        /^Token expired: current date\/time/,
      ],
      "of another issuer": [
        issuer.token({ ...usual(), iss: "https://id.example.com" }),
        "InvalidIdentityTokenException",
        /^No OpenIDConnect provider found in your account for https:\/\/id\.example\.com$/,
      ],
      "no token": ["opaque-token", "InvalidIdentityTokenException", /not a valid JWT/],
    };
    for (const [token, name, words] of Object.values(refusals))
      await refusedAs(ask(token), name, words);
    const missing = `arn:aws:iam::${place.accountId}:role/Missing`;
    await refusedAs(ask(issuer.token(usual()), missing), "AccessDenied", /^Not authorized/);
  });

  test("is not heard where the issuer is away", async () => {
    const away = await openIssuer();
    await iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: away.url,
        ClientIDList: ["sts.amazonaws.com"],
      }),
    );
    const token = away.token({ ...usual(), iss: away.url });
    await away.close();
    await refusedAs(ask(token), "IDPCommunicationErrorException", /could not be asked/);
  });

  test("may sign all the same: the signature is not looked at", async () => {
    const signed = new STSClient({
      ...settings(),
      credentials: { accessKeyId: "AKIAQWERTYUIOPASDFGH", secretAccessKey: "wrong" },
    });
    clients.push(signed);
    const answer = await signed.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn,
        RoleSessionName: "signed",
        WebIdentityToken: issuer.token(usual()),
      }),
    );
    assert.match(answer.AssumedRoleUser?.Arn ?? "", /\/signed$/);
  });

  test("does nothing else without a signature", async () => {
    for (const [action, version] of [
      ["GetCallerIdentity", "2011-06-15"],
      ["AssumeRole", "2011-06-15"],
      ["ListUsers", "2010-05-08"],
      // The action of the one service under the other's version is neither's.
      ["AssumeRoleWithWebIdentity", "2010-05-08"],
      ["SignIn", "2011-06-15"],
    ] as const) {
      const response = await fetch(place.origin, {
        method: "POST",
        body: new URLSearchParams({ Action: action, Version: version }),
      });
      assert.equal(response.status, 403, action);
      assert.match(await response.text(), /<Code>MissingAuthenticationToken<\/Code>/);
    }
  });

  test("cannot name an action that needs no signature beside one that does", async () => {
    const response = await fetch(place.origin, {
      method: "POST",
      body: new URLSearchParams([
        ["Action", "AssumeRoleWithWebIdentity"],
        ["Action", "GetCallerIdentity"],
        ["Version", "2011-06-15"],
      ]),
    });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /<Code>MalformedQueryString<\/Code>/);
  });

  test("has it no longer once the provider is deleted", async () => {
    const { Credentials } = await ask(issuer.token(usual()));
    const session = new STSClient({
      ...settings(),
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    });
    clients.push(session);
    await session.send(new GetCallerIdentityCommand({}));
    await iam.send(
      new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn }),
    );
    await refusedAs(session.send(new GetCallerIdentityCommand({})), "InvalidClientTokenId", /./);
    await refusedAs(
      ask(issuer.token(usual())),
      "InvalidIdentityTokenException",
      /^No OpenIDConnect provider found/,
    );
  });
});
