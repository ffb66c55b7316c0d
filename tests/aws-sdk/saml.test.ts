// SAML through the front door: AWS's own clients make the provider and the role, a foreign identity provider (openssl's keys, xmlsec1's
// signatures) signs, and AssumeRoleWithSAML is called by whoever has no key at all.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import {
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  DeleteSAMLProviderCommand,
  GetSAMLProviderCommand,
  IAMClient,
  ListSAMLProvidersCommand,
  ListSAMLProviderTagsCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  TagSAMLProviderCommand,
  UntagSAMLProviderCommand,
  UpdateSAMLProviderCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleWithSAMLCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import {
  awsRecipient,
  type ForeignProvider,
  openForeignKey,
  openForeignProvider,
} from "@sallyport/saml/testing";
import { type AwsPlace, awsEnv, type Keys, openAwsPlace, saveFile } from "../support/aws.ts";
import { awsClients } from "../support/aws-clients.ts";

let place: AwsPlace;
let idp: ForeignProvider;
let iam: IAMClient;
/** Has no credentials, and must not look for any: the call is not signed. */
let nobody: STSClient;
const clients: { destroy(): void }[] = [];

before(async () => {
  idp = openForeignProvider();
  place = await openAwsPlace();
  iam = iamOf(place.root);
  nobody = new STSClient({ ...settings(), credentials: unasked });
  clients.push(nobody);
});
after(async () => {
  for (const client of clients) client.destroy();
  await place?.stop();
  idp?.close();
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

const attribute = (name: string) => `https://aws.amazon.com/SAML/Attributes/${name}`;

async function makeRole(roleName: string, providerArn: string): Promise<string> {
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: roleName,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { Federated: providerArn },
          Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
          Condition: { StringEquals: { "SAML:aud": awsRecipient } },
        },
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: roleName,
      PolicyName: "read",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "iam:ListUsers", Resource: "*" },
      }),
    }),
  );
  return Role?.Arn ?? "";
}

const assertionFor = (roleArn: string, providerArn: string, at = Date.now()) =>
  idp.respond({
    at,
    assertion: {
      attributes: {
        [attribute("Role")]: [`${roleArn},${providerArn}`],
        [attribute("RoleSessionName")]: ["carol"],
        [attribute("PrincipalTag:Team")]: ["Blue"],
      },
    },
  });

const refusedAs = (work: Promise<unknown>, name: string, words: RegExp) =>
  assert.rejects(work, (error: Error) => error.name === name && words.test(error.message));

test("the SDK for JavaScript makes, shows, changes and deletes a SAML provider", async () => {
  const made = await iam.send(
    new CreateSAMLProviderCommand({
      Name: "Life",
      SAMLMetadataDocument: idp.metadata(),
      Tags: [{ Key: "Team", Value: "Blue" }],
    }),
  );
  const SAMLProviderArn = made.SAMLProviderArn ?? "";
  assert.equal(SAMLProviderArn, `arn:aws:iam::${place.accountId}:saml-provider/Life`);
  assert.deepEqual(made.Tags, [{ Key: "Team", Value: "Blue" }]);
  const shown = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn }));
  assert.equal(shown.SAMLMetadataDocument, idp.metadata());
  assert.ok(shown.CreateDate instanceof Date);
  assert.equal(shown.AssertionEncryptionMode, "Allowed");
  const validUntil = "2031-01-01T00:00:00Z";
  const changed = await iam.send(
    new UpdateSAMLProviderCommand({
      SAMLProviderArn,
      SAMLMetadataDocument: idp.metadata({ validUntil }),
    }),
  );
  assert.equal(changed.SAMLProviderArn, SAMLProviderArn);
  const { SAMLProviderList } = await iam.send(new ListSAMLProvidersCommand({}));
  const listed = SAMLProviderList?.find(({ Arn }) => Arn === SAMLProviderArn);
  assert.deepEqual(listed?.ValidUntil, new Date(validUntil));
  const tag = { Key: "Cost", Value: "7" };
  await iam.send(new TagSAMLProviderCommand({ SAMLProviderArn, Tags: [tag] }));
  await iam.send(new UntagSAMLProviderCommand({ SAMLProviderArn, TagKeys: ["Team"] }));
  const { Tags } = await iam.send(new ListSAMLProviderTagsCommand({ SAMLProviderArn }));
  assert.deepEqual(Tags, [tag]);
  await iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn }));
  await refusedAs(
    iam.send(new GetSAMLProviderCommand({ SAMLProviderArn })),
    "NoSuchEntityException",
    /^Manifest not found for arn /,
  );
});

test("the SDK for JavaScript gets a role for an assertion, without a key of its own", async () => {
  const { SAMLProviderArn = "" } = await iam.send(
    new CreateSAMLProviderCommand({ Name: "Works", SAMLMetadataDocument: idp.metadata() }),
  );
  const RoleArn = await makeRole("Guest", SAMLProviderArn);
  const asked = {
    RoleArn,
    PrincipalArn: SAMLProviderArn,
    SAMLAssertion: assertionFor(RoleArn, SAMLProviderArn),
  };
  const answer = await nobody.send(new AssumeRoleWithSAMLCommand(asked));
  assert.equal(answer.Subject, "carol@example.org");
  assert.equal(answer.SubjectType, "persistent");
  assert.equal(answer.Issuer, idp.entityId);
  assert.equal(answer.Audience, awsRecipient);
  assert.match(answer.NameQualifier ?? "", /^[A-Za-z0-9+/]{27}=$/);
  assert.match(answer.AssumedRoleUser?.Arn ?? "", /:assumed-role\/Guest\/carol$/);
  assert.ok((answer.PackedPolicySize ?? 0) > 0);
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = answer.Credentials ?? {};
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  const session = new STSClient({ ...settings(), credentials });
  clients.push(session);
  const identity = await session.send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, answer.AssumedRoleUser?.Arn);
  await iamOf(credentials).send(new ListUsersCommand({}));
  await refusedAs(
    iamOf(credentials).send(new ListSAMLProvidersCommand({})),
    "AccessDenied",
    /assumed-role\/Guest\/carol is not authorized to perform: iam:ListSAMLProviders/,
  );

  await refusedAs(
    nobody.send(new AssumeRoleWithSAMLCommand({ ...asked, SAMLAssertion: "PHgvPg==" })),
    "InvalidIdentityTokenException",
    /^Invalid SAMLResponse/,
  );
  const old = assertionFor(RoleArn, SAMLProviderArn, Date.now() - 6 * 60_000);
  await refusedAs(
    nobody.send(new AssumeRoleWithSAMLCommand({ ...asked, SAMLAssertion: old })),
    "ExpiredTokenException",
    /./,
  );
  const admin = `arn:aws:iam::${place.accountId}:role/Admin`;
  await refusedAs(
    nobody.send(new AssumeRoleWithSAMLCommand({ ...asked, RoleArn: admin })),
    "AccessDenied",
    /^Not authorized to perform sts:AssumeRoleWithSAML$/,
  );
  await iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn }));
  await refusedAs(session.send(new GetCallerIdentityCommand({})), "InvalidClientTokenId", /./);
});

test("an encrypted assertion opens a role by a private key that the SDK for JavaScript added", async () => {
  const key = openForeignKey();
  try {
    const { SAMLProviderArn = "" } = await iam.send(
      new CreateSAMLProviderCommand({
        Name: "Sealed",
        SAMLMetadataDocument: idp.metadata(),
        AddPrivateKey: key.pem,
        AssertionEncryptionMode: "Required",
      }),
    );
    const shown = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn }));
    assert.equal(shown.AssertionEncryptionMode, "Required");
    assert.match(shown.SAMLProviderUUID ?? "", /^[0-9a-f-]{36}$/);
    const [listed] = shown.PrivateKeyList ?? [];
    assert.match(listed?.KeyId ?? "", /^[A-Z0-9]{22,64}$/);
    assert.ok(listed?.Timestamp instanceof Date);

    const RoleArn = await makeRole("Sealed", SAMLProviderArn);
    const SAMLAssertion = assertionFor(RoleArn, SAMLProviderArn);
    const clear = Buffer.from(SAMLAssertion, "base64").toString();
    const asked = { RoleArn, PrincipalArn: SAMLProviderArn };
    await refusedAs(
      nobody.send(new AssumeRoleWithSAMLCommand({ ...asked, SAMLAssertion })),
      "InvalidIdentityTokenException",
      /have to be encrypted/,
    );
    const sealed = Buffer.from(key.encryptIn(clear)).toString("base64");
    const answer = await nobody.send(
      new AssumeRoleWithSAMLCommand({ ...asked, SAMLAssertion: sealed }),
    );
    assert.equal(answer.Subject, "carol@example.org");

    const RemovePrivateKey = listed?.KeyId;
    const update = (more: object) =>
      iam.send(new UpdateSAMLProviderCommand({ SAMLProviderArn, ...more }));
    await refusedAs(update({ RemovePrivateKey }), "InvalidInputException", /last private key/);
    await update({ RemovePrivateKey, AssertionEncryptionMode: "Allowed" });
    await refusedAs(
      nobody.send(new AssumeRoleWithSAMLCommand({ ...asked, SAMLAssertion: sealed })),
      "InvalidIdentityTokenException",
      /^Encrypted assertion invalid/,
    );
  } finally {
    key.close();
  }
});

test("the command-line client gets a role for an assertion in a file", async () => {
  const { SAMLProviderArn = "" } = await iam.send(
    new CreateSAMLProviderCommand({ Name: "Shell", SAMLMetadataDocument: idp.metadata() }),
  );
  const roleArn = await makeRole("ShellGuest", SAMLProviderArn);
  const file = await saveFile(place, assertionFor(roleArn, SAMLProviderArn));
  const env = awsEnv(place, place.root);
  delete env["AWS_ACCESS_KEY_ID"];
  delete env["AWS_SECRET_ACCESS_KEY"];
  const { stdout } = await promisify(execFile)(
    awsClients.aws,
    [
      ...["--endpoint-url", place.origin, "sts", "assume-role-with-saml", "--output", "json"],
      ...["--role-arn", roleArn, "--principal-arn", SAMLProviderArn],
      ...["--saml-assertion", `file://${file}`],
    ],
    { env },
  );
  const answer = JSON.parse(stdout);
  assert.equal(answer.Subject, "carol@example.org");
  assert.match(answer.Credentials.AccessKeyId, /^ASIA/);
});

test("hostile documents are refused at the door, by name, and the server goes on", async () => {
  const { SAMLProviderArn = "" } = await iam.send(
    new CreateSAMLProviderCommand({ Name: "Target", SAMLMetadataDocument: idp.metadata() }),
  );
  const roleArn = await makeRole("Target", SAMLProviderArn);
  const genuine = Buffer.from(assertionFor(roleArn, SAMLProviderArn), "base64").toString();
  const before = (text: string) => genuine.replace("<samlp:Response", `${text}<samlp:Response`);
  const hostile: Readonly<Record<string, string>> = {
    "an entity from a file": before(
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ).replace("carol@", "&x;"),
    "an entity from elsewhere": before('<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd">'),
    "entities that double": before(
      `<!DOCTYPE r [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at + 1} "&a${at};&a${at};">`).join("")}]>`,
    ).replace("carol@", "&a30;"),
    "a style sheet": before('<?xml-stylesheet href="http://127.0.0.1:1/x.xsl"?>'),
    "seventy thousand open tags": "<a>".repeat(23_000),
    "somebody else's name": genuine.replaceAll("carol", "admin"),
    nothing: " ",
  };
  for (const [name, xml] of Object.entries(hostile)) {
    const SAMLAssertion = Buffer.from(xml).toString("base64");
    const asked = { RoleArn: roleArn, PrincipalArn: SAMLProviderArn, SAMLAssertion };
    await assert.rejects(
      nobody.send(new AssumeRoleWithSAMLCommand(asked)),
      { name: "InvalidIdentityTokenException" },
      name,
    );
  }
  const long = "QUJD".repeat(30_000);
  await assert.rejects(
    nobody.send(
      new AssumeRoleWithSAMLCommand({
        RoleArn: roleArn,
        PrincipalArn: SAMLProviderArn,
        SAMLAssertion: long,
      }),
    ),
    (error: Error) =>
      error.name === "ValidationError" &&
      error.message.includes("length less than or equal to 100000") &&
      !error.message.includes("QUJD"),
  );
  const SAMLAssertion = Buffer.from(genuine).toString("base64");
  const asked = { RoleArn: roleArn, PrincipalArn: SAMLProviderArn, SAMLAssertion };
  await nobody.send(new AssumeRoleWithSAMLCommand(asked));
});
