// AssumeRoleWithSAML: which assertions open a role, what is kept of them, and what they do not open. The identity provider is a foreign
// one: its signatures are xmlsec1's.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import {
  type Assertion,
  awsRecipient,
  type ForeignKey,
  type ForeignProvider,
  type Message,
  openForeignKey,
  openForeignProvider,
  type Signing,
} from "@sallyport/saml/testing";
import type { ErrorCode } from "../errors.ts";
import { HOUR, MINUTE, SECOND } from "../instant.ts";
import type { OperationName } from "../operations/index.ts";
import type { UpstreamMfaRule } from "../records.ts";
import {
  type Account,
  type Browser,
  type Credentials,
  callWith,
  type House,
  type Input,
  openHouse,
  recognise,
  refusal,
} from "../testing/house/index.ts";
import { samlAttributes } from "./judge-assertion.ts";

let house: House;
let account: Account;
let root: Browser;
let idp: ForeignProvider;
let stranger: ForeignProvider;
let made = 0;

before(async () => {
  idp = openForeignProvider();
  stranger = openForeignProvider();
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
  await root.knock("CreateSAMLProvider", {
    name: "Works",
    sAMLMetadataDocument: idp.metadata(),
  });
  await root.knock("CreateRole", { roleName: "Guest", assumeRolePolicyDocument: trusting() });
});
after(async () => {
  await house.close();
  idp.close();
  stranger.close();
});

const works = () => arnOf("saml-provider/Works");
const arnOf = (rest: string) => `arn:aws:iam::${account.accountId}:${rest}`;
const guest = () => arnOf("role/Guest");

function trusting(
  {
    Action = "sts:AssumeRoleWithSAML",
    ...more
  }: { Action?: string | readonly string[]; Condition?: object } = {},
  provider = works(),
): string {
  const Statement = { Effect: "Allow", Principal: { Federated: provider }, Action, ...more };
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

async function newRole(trust: string, more: Input = {}): Promise<string> {
  made += 1;
  const roleName = `role${made}`;
  await root.knock("CreateRole", { roleName, assumeRolePolicyDocument: trust, ...more });
  return arnOf(`role/${roleName}`);
}

interface Asked {
  readonly roleArn?: string;
  readonly principalArn?: string;
  readonly assertion?: Assertion;
  readonly message?: Partial<Message>;
  readonly signing?: Signing;
  readonly by?: ForeignProvider;
  readonly input?: Input;
  /** Attributes besides the role's and the session's name, or in place of them. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

function responseFor(asked: Asked = {}): string {
  const { roleArn = guest(), principalArn = works(), by = idp } = asked;
  const attributes = {
    [samlAttributes.role]: [`${roleArn},${principalArn}`],
    [samlAttributes.roleSessionName]: ["carol"],
    ...asked.attributes,
  };
  const assertion = { ...asked.assertion, attributes };
  return by.respond({ at: house.now(), ...asked.message, assertion }, asked.signing);
}

function assume(asked: Asked = {}, at: Browser = house.browser()) {
  const { roleArn = guest(), principalArn = works(), input = {} } = asked;
  const sAMLAssertion = responseFor(asked);
  return at.knock("AssumeRoleWithSAML", { roleArn, principalArn, sAMLAssertion, ...input });
}

const call = <Name extends OperationName>(by: Credentials, name: Name, input: Input = {}) =>
  callWith(house, by, name, input);

const nameQualifier = () =>
  createHash("sha1").update(`${idp.entityId}${account.accountId}/Works`).digest("base64");

describe("an encrypted assertion", () => {
  let key: ForeignKey;
  let other: ForeignKey;
  before(() => {
    key = openForeignKey();
    other = openForeignKey();
  });
  after(() => {
    key.close();
    other.close();
  });

  async function newProvider(more: Input) {
    made += 1;
    const name = `sealed${made}`;
    const principalArn = arnOf(`saml-provider/${name}`);
    await root.knock("CreateSAMLProvider", {
      ...{ name, sAMLMetadataDocument: idp.metadata() },
      ...more,
    });
    return { principalArn, roleArn: await newRole(trusting({}, principalArn)) };
  }

  function assumeWith(by: ForeignKey, asked: Asked) {
    const clear = Buffer.from(responseFor(asked), "base64").toString();
    const sAMLAssertion = Buffer.from(by.encryptIn(clear)).toString("base64");
    return assume({ ...asked, input: { sAMLAssertion } });
  }

  test("opens a role by the provider's private key, and not by one that was removed", async () => {
    const at = await newProvider({ addPrivateKey: key.pem });
    const sAMLProviderArn = at.principalArn;
    assert.equal((await assumeWith(key, at)).subject, "carol@example.org");
    await refusal(assumeWith(other, at), "InvalidIdentityToken");
    house.wait(SECOND);
    await root.knock("UpdateSAMLProvider", { sAMLProviderArn, addPrivateKey: other.pem });
    await assumeWith(key, at);
    await assumeWith(other, at);
    const { privateKeyList } = await root.knock("GetSAMLProvider", { sAMLProviderArn });
    const removePrivateKey = privateKeyList?.[0]?.keyId;
    const opened = await assumeWith(key, at);
    await root.knock("UpdateSAMLProvider", { sAMLProviderArn, removePrivateKey });
    const remaining = await root.knock("GetSAMLProvider", { sAMLProviderArn });
    assert.deepEqual(remaining.privateKeyList, privateKeyList?.slice(1));
    await refusal(assumeWith(key, at), "InvalidIdentityToken");
    // A key that only reads vouches for nobody: whoever came in stays.
    await call(opened.credentials, "GetCallerIdentity");
  });

  test("is the only kind, where it is required", async () => {
    const at = await newProvider({ addPrivateKey: key.pem, assertionEncryptionMode: "Required" });
    const { message } = await refusal(assume(at), "InvalidIdentityToken");
    assert.equal(message, "The provider's assertions have to be encrypted.");
    await assumeWith(key, at);
    await root.knock("UpdateSAMLProvider", {
      ...{ sAMLProviderArn: at.principalArn, assertionEncryptionMode: "Allowed" },
    });
    await assume(at);
  });

  test("gets nobody in whom the provider did not sign, in the words for no provider", async () => {
    const at = await newProvider({ addPrivateKey: key.pem });
    const told = async (asked: Asked) =>
      (await refusal(assumeWith(key, asked), "InvalidIdentityToken")).message;
    const words =
      "Encrypted assertion invalid: not encrypted for a private key of the provider, or not signed by it.";
    assert.equal(await told({ ...at, signing: { of: "nothing" } }), words);
    assert.equal(await told({ ...at, by: stranger }), words);
    assert.equal(await told({ ...at, principalArn: arnOf("saml-provider/Nobody") }), words);
    assert.equal(await told({ principalArn: works() }), words);
  });
});

describe("an assertion opens a role", () => {
  test("for an hour, under the name that the provider gives, and says who it was", async () => {
    const { credentials, ...answer } = await assume();
    assert.equal(credentials.expiration, house.now() + HOUR);
    const { assumedRoleId } = answer.assumedRoleUser;
    assert.match(assumedRoleId, /^AROA[A-Z0-9]{17}:carol$/);
    assert.deepEqual(answer, {
      assumedRoleUser: {
        assumedRoleId,
        arn: `arn:aws:sts::${account.accountId}:assumed-role/Guest/carol`,
      },
      packedPolicySize: undefined,
      subject: "carol@example.org",
      subjectType: "persistent",
      issuer: idp.entityId,
      audience: awsRecipient,
      nameQualifier: nameQualifier(),
      sourceIdentity: undefined,
    });
    const identity = await call(credentials, "GetCallerIdentity");
    assert.equal(identity.arn, answer.assumedRoleUser.arn);
  });

  test("that was made for Sallyport itself", async () => {
    const recipient = "https://sallyport.example/saml";
    const answer = await assume({ message: { recipient } });
    assert.equal(answer.audience, recipient);
  });

  test("that was made for AWS by another of its names", async () => {
    await assume({ assertion: { audiences: ["urn:amazon:webservices"] } });
    await assume({ assertion: { audiences: ["https://other.example", awsRecipient] } });
  });

  test("with the two ARNs in either order, among others", async () => {
    const pairs = [`${arnOf("role/Other")},${works()}`, ` ${works()} , ${guest()} `];
    await assume({ attributes: { [samlAttributes.role]: pairs } });
  });

  test("again and again, for five minutes: AWS keeps no memory of assertions either", async () => {
    const sAMLAssertion = responseFor();
    const input = { roleArn: guest(), principalArn: works(), sAMLAssertion };
    await house.browser().knock("AssumeRoleWithSAML", input);
    house.wait(5 * MINUTE - SECOND);
    await house.browser().knock("AssumeRoleWithSAML", input);
    house.wait(2 * SECOND);
    await refusal(house.browser().knock("AssumeRoleWithSAML", input), "ExpiredToken");
  });

  test("of a provider whose clock is less than a minute ahead", async () => {
    await assume({ message: { at: house.now() + 59 * SECOND } });
  });

  test("with other formats of names, told as AWS tells them", async () => {
    const format = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    assert.equal((await assume({ assertion: { format } })).subjectType, format);
    const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    const answer = await assume({ assertion: { format: transient } });
    assert.equal(answer.subjectType, "transient");
  });

  test("after a key was added to the metadata, also with that", async () => {
    const name = `rolling${++made}`;
    const principalArn = arnOf(`saml-provider/${name}`);
    await root.knock("CreateSAMLProvider", { name, sAMLMetadataDocument: idp.metadata() });
    const roleArn = await newRole(trusting({}, principalArn));
    const { credentials } = await assume({ roleArn, principalArn });
    const certificates = [idp.certificate, stranger.certificate];
    await root.knock("UpdateSAMLProvider", {
      sAMLProviderArn: principalArn,
      sAMLMetadataDocument: idp.metadata({ certificates }),
    });
    await assume({ roleArn, principalArn, by: stranger, message: { issuer: idp.entityId } });
    await call(credentials, "GetCallerIdentity");
  });
});

describe("how long", () => {
  test("the request says, or else the assertion, or else an hour", async () => {
    const roleArn = await newRole(trusting(), { maxSessionDuration: 7200 });
    const attributes = { [samlAttributes.sessionDuration]: ["5400"] };
    const seconds = async (asked: Asked) =>
      ((await assume({ roleArn, ...asked })).credentials.expiration - house.now()) / SECOND;
    assert.equal(await seconds({}), 3600);
    assert.equal(await seconds({ attributes }), 5400);
    assert.equal(await seconds({ attributes, input: { durationSeconds: 900 } }), 900);
    assert.equal(await seconds({ input: { durationSeconds: 7200 } }), 7200);
    const long = { [samlAttributes.sessionDuration]: ["43200"] };
    for (const asked of [{ attributes: long }, { input: { durationSeconds: 7201 } }]) {
      const { message } = await refusal(assume({ roleArn, ...asked }), "ValidationError");
      assert.equal(
        message,
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
      );
    }
  });

  test("never longer than the session at the provider", async () => {
    const sessionEnd = house.now() + 20 * MINUTE;
    const { credentials } = await assume({ assertion: { sessionEnd } });
    assert.equal(credentials.expiration, sessionEnd);
    house.wait(20 * MINUTE);
    assert.equal(await recognise(house, credentials), "tokenExpired");
  });
});

describe("tags and source identity", () => {
  const attributes = {
    [`${samlAttributes.principalTag}Team`]: ["Blue"],
    [`${samlAttributes.principalTag}Cost Center`]: ["7"],
    [samlAttributes.transitiveTagKeys]: ["Team"],
    [samlAttributes.sourceIdentity]: ["carol"],
  };

  test("need permissions of their own in the trust policy", async () => {
    const actions = ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"];
    for (const missing of actions.slice(1)) {
      const Action = actions.filter((action) => action !== missing);
      const roleArn = await newRole(trusting({ Action }));
      const { message } = await refusal(assume({ roleArn, attributes }), "AccessDenied");
      assert.equal(message, "Not authorized to perform sts:AssumeRoleWithSAML");
    }
    const roleArn = await newRole(trusting({ Action: actions }));
    const answer = await assume({ roleArn, attributes });
    assert.equal(answer.sourceIdentity, "carol");
    assert.ok((answer.packedPolicySize ?? 0) > 0);
  });

  test("are what policies of the session see", async () => {
    const Action = ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"];
    const roleArn = await newRole(trusting({ Action }));
    const roleName = roleArn.split("/").at(-1);
    await root.knock("PutRolePolicy", {
      roleName,
      policyName: "by-tag",
      policyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Action: "iam:ListUsers",
          Resource: "*",
          Condition: {
            StringEquals: {
              "aws:PrincipalTag/Team": "Blue",
              "aws:SourceIdentity": "carol",
              "saml:sub": "carol@example.org",
              "saml:sub_type": "persistent",
              "saml:namequalifier": nameQualifier(),
              "aws:FederatedProvider": works(),
            },
          },
        },
      }),
    });
    const blue = await assume({ roleArn, attributes });
    await call(blue.credentials, "ListUsers");
    const red = { ...attributes, [`${samlAttributes.principalTag}Team`]: ["Red"] };
    const other = await assume({ roleArn, attributes: red });
    await refusal(call(other.credentials, "ListUsers"), "AccessDenied");
  });
});

describe("the trust policy decides", () => {
  const eduPerson = "urn:oid:1.3.6.1.4.1.5923.1.1.1.1";
  const conditions: Readonly<Record<string, readonly [string, Asked, Asked]>> = {
    "saml:aud": [awsRecipient, {}, { message: { recipient: "https://sallyport.example/saml" } }],
    "saml:sub": ["carol@example.org", {}, { assertion: { nameId: "dave@example.org" } }],
    "saml:sub_type": [
      "persistent",
      {},
      { assertion: { format: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient" } },
    ],
    "saml:edupersonaffiliation": [
      "staff",
      { attributes: { [eduPerson]: ["staff"] } },
      { attributes: { [eduPerson]: ["student"] } },
    ],
    "saml:mail": [
      "carol@example.org",
      { attributes: { "urn:oid:0.9.2342.19200300.100.1.3": ["carol@example.org"] } },
      {},
    ],
    "sts:RoleSessionName": [
      "carol",
      {},
      { attributes: { [samlAttributes.roleSessionName]: ["dave"] } },
    ],
  };
  for (const [key, [value, fitting, failing]] of Object.entries(conditions)) {
    test(`by ${key}`, async () => {
      const roleArn = await newRole(trusting({ Condition: { StringEquals: { [key]: value } } }));
      await assume({ roleArn, ...fitting });
      await refusal(assume({ roleArn, ...failing }), "AccessDenied");
    });
  }

  test("by saml:iss, saml:doc and saml:namequalifier", async () => {
    const StringEquals = {
      "saml:iss": idp.entityId,
      "saml:doc": `${account.accountId}/Works`,
      "saml:namequalifier": nameQualifier(),
    };
    await assume({ roleArn: await newRole(trusting({ Condition: { StringEquals } })) });
    for (const key of Object.keys(StringEquals)) {
      const Condition = { StringEquals: { ...StringEquals, [key]: "another" } };
      const roleArn = await newRole(trusting({ Condition }));
      await refusal(assume({ roleArn }), "AccessDenied");
    }
  });

  test("by several values of an attribute", async () => {
    const Condition = { "ForAnyValue:StringEquals": { "saml:eduPersonAffiliation": "staff" } };
    const roleArn = await newRole(trusting({ Condition }));
    await assume({ roleArn, attributes: { [eduPerson]: ["member", "staff"] } });
    await refusal(assume({ roleArn, attributes: { [eduPerson]: ["member"] } }), "AccessDenied");
  });

  const strangers: Readonly<Record<string, () => string>> = {
    "another provider": () => trusting({}, arnOf("saml-provider/Other")),
    "another account's provider of that name": () =>
      trusting({}, "arn:aws:iam::123456789012:saml-provider/Works"),
    "another action": () => trusting({ Action: "sts:AssumeRoleWithWebIdentity" }),
    "the account alone": () =>
      trusting().replace(JSON.stringify({ Federated: works() }), `{"AWS":"${arnOf("root")}"}`),
  };
  for (const [name, trust] of Object.entries(strangers)) {
    test(`a role that trusts ${name} stays shut`, async () => {
      const roleArn = await newRole(trust());
      const { message } = await refusal(assume({ roleArn }), "AccessDenied");
      assert.equal(message, "Not authorized to perform sts:AssumeRoleWithSAML");
    });
  }
});

describe("what opens nothing", () => {
  const later = (milliseconds: number) => house.now() + milliseconds;
  const { role, roleSessionName, sessionDuration, sourceIdentity } = samlAttributes;
  const notAllowed = "Not authorized to perform sts:AssumeRoleWithSAML";
  const refused: Readonly<Record<string, readonly [ErrorCode, string, () => Asked]>> = {
    "a signature of somebody else's": [
      "InvalidIdentityToken",
      "Response signature invalid",
      () => ({ by: stranger, message: { issuer: idp.entityId } }),
    ],
    "no signature": [
      "InvalidIdentityToken",
      "Response signature invalid",
      () => ({ signing: { of: "nothing" } }),
    ],
    "a signature with SHA-1": [
      "InvalidIdentityToken",
      "Response signature invalid: sign with RSA or ECDSA and SHA-256 or longer, over exclusive canonical XML. SHA-1 is not accepted.",
      () => ({ signing: { method: "http://www.w3.org/2000/09/xmldsig#rsa-sha1" } }),
    ],
    "another issuer": [
      "InvalidIdentityToken",
      "Issuer not present in specified provider",
      () => ({ message: { issuer: "https://other.example.org" } }),
    ],
    "a failure that the provider reports": [
      "IDPRejectedClaim",
      "The identity provider reported that authentication failed.",
      () => ({ message: { status: "urn:oasis:names:tc:SAML:2.0:status:Responder" } }),
    ],
    "an assertion that is issued in two minutes": [
      "InvalidIdentityToken",
      "Response is not valid yet.",
      () => ({ message: { at: later(2 * MINUTE) } }),
    ],
    "one that is valid in two minutes": [
      "InvalidIdentityToken",
      "Response is not valid yet.",
      () => ({ assertion: { notBefore: later(2 * MINUTE) } }),
    ],
    "one that was issued six minutes ago, however long it is valid": [
      "ExpiredToken",
      "Token must be redeemed within 5 minutes of issuance",
      () => ({
        message: { at: later(-6 * MINUTE) },
        assertion: { notOnOrAfter: later(HOUR), confirmedUntil: later(HOUR) },
      }),
    ],
    "one whose conditions have ended": [
      "ExpiredToken",
      "Response is not valid any more.",
      () => ({ message: { at: later(-MINUTE) }, assertion: { notOnOrAfter: later(0) } }),
    ],
    "one whose confirmation has ended": [
      "ExpiredToken",
      "Response is not valid any more.",
      () => ({ message: { at: later(-MINUTE) }, assertion: { confirmedUntil: later(0) } }),
    ],
    "one whose session at the provider has ended": [
      "ExpiredToken",
      "Response is not valid any more.",
      () => ({ message: { at: later(-MINUTE) }, assertion: { sessionEnd: later(0) } }),
    ],
    "one for another recipient": [
      "InvalidIdentityToken",
      "Response does not contain the required recipient.",
      () => ({
        message: { recipient: "https://other.example/saml" },
        assertion: { audiences: [awsRecipient] },
      }),
    ],
    "one for another audience": [
      "InvalidIdentityToken",
      "Response does not contain the required audience.",
      () => ({ assertion: { audiences: ["https://other.example"] } }),
    ],
    "one for nobody in particular": [
      "InvalidIdentityToken",
      "Response does not contain the required audience.",
      () => ({ assertion: { audiences: [] } }),
    ],
    "one for us, and only inside somebody else's": [
      "InvalidIdentityToken",
      "Response does not contain the required audience.",
      () => ({
        assertion: {
          conditions: [awsRecipient, "https://other.example"]
            .map(
              (audience) =>
                `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>`,
            )
            .join(""),
        },
      }),
    ],
    "another role": [
      "AccessDenied",
      notAllowed,
      () => ({ attributes: { [role]: [`${arnOf("role/Other")},${works()}`] } }),
    ],
    "the role with another provider": [
      "AccessDenied",
      notAllowed,
      () => ({ attributes: { [role]: [`${guest()},${arnOf("saml-provider/Other")}`] } }),
    ],
    "the role and the provider in two values": [
      "AccessDenied",
      notAllowed,
      () => ({ attributes: { [role]: [guest(), works()] } }),
    ],
    "the pair with something behind it": [
      "AccessDenied",
      notAllowed,
      () => ({ attributes: { [role]: [`${guest()},${works()},more`] } }),
    ],
    "the pair in an attribute of another name": [
      "AccessDenied",
      notAllowed,
      () => ({ attributes: { [role]: [], Role: [`${guest()},${works()}`] } }),
    ],
    "no session name": [
      "InvalidIdentityToken",
      "RoleSessionName is required in AuthnResponse",
      () => ({ attributes: { [roleSessionName]: [] } }),
    ],
    "two session names": [
      "InvalidIdentityToken",
      `${roleSessionName} in AuthnResponse has more than one value`,
      () => ({ attributes: { [roleSessionName]: ["carol", "root"] } }),
    ],
    "a session name with a slash": [
      "InvalidIdentityToken",
      "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
      () => ({ attributes: { [roleSessionName]: ["carol/root"] } }),
    ],
    "a length that is no number": [
      "InvalidIdentityToken",
      "SessionDuration in AuthnResponse must be a number of seconds from 900 to 43200",
      () => ({ attributes: { [sessionDuration]: ["for ever"] } }),
    ],
    "too long a length": [
      "InvalidIdentityToken",
      "SessionDuration in AuthnResponse must be a number of seconds from 900 to 43200",
      () => ({ attributes: { [sessionDuration]: ["43201"] } }),
    ],
    "a source identity that is none": [
      "InvalidIdentityToken",
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
      () => ({ attributes: { [sourceIdentity]: ["aws:root"] } }),
    ],
    "a tag with letters that tags do not have": [
      "InvalidIdentityToken",
      "A PrincipalTag in AuthnResponse is not valid",
      () => ({ attributes: { [`${samlAttributes.principalTag}Te*m`]: ["Blue"] } }),
    ],
    "a transitive tag that is not there": [
      "InvalidIdentityToken",
      "The specified transitive tag key must be included in the requested tags.",
      () => ({ attributes: { [samlAttributes.transitiveTagKeys]: ["Team"] } }),
    ],
    "an encrypted assertion": [
      "InvalidIdentityToken",
      "Invalid SAMLResponse: it is no SAML 2.0 response with one assertion.",
      () => ({ input: { sAMLAssertion: encrypted } }),
    ],
    "what is no base64": [
      "InvalidIdentityToken",
      "Invalid base64 SAMLResponse",
      () => ({ input: { sAMLAssertion: "<samlp:Response/>" } }),
    ],
    "what is no response": [
      "InvalidIdentityToken",
      "Invalid SAMLResponse: it is no SAML 2.0 response with one assertion.",
      () => ({ input: { sAMLAssertion: "PHgvPg==" } }),
    ],
    "a provider's ARN that is none": [
      "ValidationError",
      "arn:aws:iam::123456789012:user/x is invalid",
      () => ({ principalArn: "arn:aws:iam::123456789012:user/x" }),
    ],
    "a role's ARN that is none": [
      "ValidationError",
      "arn:aws:iam::123456789012:user/x is invalid",
      () => ({ roleArn: "arn:aws:iam::123456789012:user/x" }),
    ],
    "a session policy that is none": [
      "MalformedPolicyDocument",
      "Syntax errors in policy.",
      () => ({ input: { policy: "{" } }),
    ],
  };
  const encrypted = Buffer.from(
    '<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0"><a:EncryptedAssertion/></p:Response>',
  ).toString("base64");
  for (const [name, [code, says, asked]] of Object.entries(refused)) {
    test(name, async () => {
      assert.equal((await refusal(assume(asked()), code)).message, says);
    });
  }

  test("metadata that has ended", async () => {
    const name = `ending${++made}`;
    const principalArn = arnOf(`saml-provider/${name}`);
    const validUntil = new Date(house.now() + MINUTE).toISOString();
    await root.knock("CreateSAMLProvider", {
      name,
      sAMLMetadataDocument: idp.metadata({ validUntil }),
    });
    const roleArn = await newRole(trusting({}, principalArn));
    await assume({ roleArn, principalArn });
    house.wait(MINUTE);
    const { message } = await refusal(assume({ roleArn, principalArn }), "InvalidIdentityToken");
    assert.equal(message, "The metadata of the specified provider is not valid any more.");
  });
});

describe("nobody learns what there is", () => {
  test("a provider that is not there refuses like one whose signature is missed", async () => {
    const told = async (asked: Asked) => {
      const { code, message } = await refusal(assume({ by: stranger, ...asked }));
      return `${code}: ${message}`;
    };
    const expected = "InvalidIdentityToken: Response signature invalid";
    assert.equal(await told({}), expected);
    assert.equal(await told({ principalArn: arnOf("saml-provider/Nobody") }), expected);
    assert.equal(await told({ roleArn: arnOf("role/Nobody") }), expected);
    const elsewhere = "arn:aws:iam::123456789012";
    const both = {
      roleArn: `${elsewhere}:role/Guest`,
      principalArn: `${elsewhere}:saml-provider/Works`,
    };
    assert.equal(await told(both), expected);
    // A provider of ours with a role elsewhere, and the other way round.
    assert.equal(await told({ roleArn: both.roleArn }), expected);
    assert.equal(await told({ principalArn: both.principalArn }), expected);
  });

  test("the provider's own word is worth nothing in another account", async () => {
    const other = await house.makeAccount();
    const theirs = await house.signIn(other.root);
    await theirs.knock("CreateRole", { roleName: "Guest", assumeRolePolicyDocument: trusting() });
    const roleArn = `arn:aws:iam::${other.accountId}:role/Guest`;
    const principalArn = `arn:aws:iam::${other.accountId}:saml-provider/Works`;
    for (const asked of [{ roleArn }, { roleArn, principalArn }]) {
      const { message } = await refusal(assume(asked), "InvalidIdentityToken");
      assert.equal(message, "Response signature invalid");
    }
  });

  test("a role that is not there refuses like one that trusts somebody else", async () => {
    const roleArn = arnOf("role/Nobody");
    const { message } = await refusal(assume({ roleArn }), "AccessDenied");
    assert.equal(message, "Not authorized to perform sts:AssumeRoleWithSAML");
  });

  test("a forged assertion leaves no record; a refused one of the provider's does, and none has the assertion", async () => {
    const count = async () =>
      (await house.trail(account.accountId)).filter(
        ({ eventName }) => eventName === "AssumeRoleWithSAML",
      ).length;
    const before = await count();
    await refusal(assume({ by: stranger }));
    assert.equal(await count(), before);
    await refusal(assume({ attributes: { [samlAttributes.role]: [] } }), "AccessDenied");
    assert.equal(await count(), before + 1);
    const [event] = await house.trail(account.accountId);
    assert.equal(event?.errorCode, "AccessDenied");
    assert.deepEqual(event?.userIdentity, {
      type: "SAMLUser",
      principalId: `${nameQualifier()}:carol@example.org`,
      userName: "carol@example.org",
      identityProvider: works(),
    });
    const { credentials } = await assume();
    const trail = JSON.stringify(await house.trail(account.accountId));
    for (const secret of [responseFor().slice(0, 60), credentials.secretAccessKey]) {
      assert.equal(trail.includes(secret), false);
    }
  });
});

describe("guessing and work", () => {
  test("strangers of one address are held up; whoever is let in is not", async () => {
    const at = house.browser();
    const forged = {
      roleArn: guest(),
      principalArn: works(),
      sAMLAssertion: responseFor({ by: stranger }),
    };
    const genuine = { ...forged, sAMLAssertion: responseFor() };
    for (let count = 0; count < 59; count += 1) {
      await refusal(at.knock("AssumeRoleWithSAML", forged), "InvalidIdentityToken");
    }
    for (let count = 0; count < 3; count += 1) await at.knock("AssumeRoleWithSAML", genuine);
    await refusal(at.knock("AssumeRoleWithSAML", forged), "InvalidIdentityToken");
    const held = await refusal(at.knock("AssumeRoleWithSAML", genuine), "Throttling");
    assert.ok((held.facts.retryAfterSeconds ?? 0) > 0);
    await house.browser().knock("AssumeRoleWithSAML", genuine);
  });
});

describe("MFA at the provider", () => {
  const refeds = "https://refeds.org/profile/mfa";
  const rule: UpstreamMfaRule = {
    amrValues: [],
    acrValues: [refeds],
    maxAgeSeconds: 3600,
    exempt: false,
  };
  const setRule = (
    mfaRule: UpstreamMfaRule | undefined,
    name = "Works",
    { accountId }: Account = account,
  ) =>
    house.store.transact(async (tx) => {
      const provider = await tx.identityProviders.find(accountId, "saml", name);
      assert.ok(provider);
      await tx.identityProviders.setMfaRule(accountId, provider.providerId, mfaRule);
    });
  let roleArn: string;
  before(async () => {
    const Condition = { Bool: { "sallyport:MultiFactorAuthPresent": "true" } };
    roleArn = await newRole(trusting({ Condition }));
  });
  after(() => setRule(undefined));

  test("counts for nothing, unless the provider's rule says what does", async () => {
    const contextClass = refeds;
    await refusal(assume({ roleArn, assertion: { contextClass } }), "AccessDenied");
    await setRule(rule);
    await assume({ roleArn, assertion: { contextClass } });
    await refusal(assume({ roleArn }), "AccessDenied");
  });

  test("counts for nothing when it was long ago, or is to come", async () => {
    await setRule(rule);
    for (const age of [61 * MINUTE, -2 * MINUTE]) {
      const assertion = { contextClass: refeds, authenticatedAt: house.now() - age };
      await refusal(assume({ roleArn, assertion }), "AccessDenied");
    }
  });

  test("is never AWS's own MFA, so that it does not open what asks for that", async () => {
    await setRule(rule);
    const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const guarded = await newRole(trusting({ Condition }));
    await refusal(
      assume({ roleArn: guarded, assertion: { contextClass: refeds } }),
      "AccessDenied",
    );
  });

  test("counts for nothing any more when the provider becomes another entity", async () => {
    const name = `moved${++made}`;
    const principalArn = arnOf(`saml-provider/${name}`);
    await root.knock("CreateSAMLProvider", { name, sAMLMetadataDocument: idp.metadata() });
    await setRule(rule, name);
    const Condition = { Bool: { "sallyport:MultiFactorAuthPresent": "true" } };
    const guarded = await newRole(trusting({ Condition }, principalArn));
    const asked = { roleArn: guarded, principalArn, assertion: { contextClass: refeds } };
    await assume(asked);
    const manager = await house.addUser(account, name, { manager: true, by: root });
    const { browser } = await house.equip(manager);
    const move = (entityId: string) =>
      browser.knock("UpdateSAMLProvider", {
        sAMLProviderArn: principalArn,
        sAMLMetadataDocument: idp.metadata({ entityId }),
      });
    await move("https://new.example.org");
    await refusal(assume({ ...asked, message: { issuer: "https://new.example.org" } }));
    await move(idp.entityId);
    await refusal(assume(asked), "AccessDenied");
  });

  test("is not chosen by a password alone: where a provider's word counts, only a session with MFA changes its keys", async () => {
    const other = await house.makeAccount();
    const owner = await house.signIn(other.root);
    const name = "Works";
    await owner.knock("CreateSAMLProvider", { name, sAMLMetadataDocument: idp.metadata() });
    const sAMLProviderArn = `arn:aws:iam::${other.accountId}:saml-provider/${name}`;
    const change = { sAMLProviderArn, sAMLMetadataDocument: stranger.metadata() };
    const manager = await house.addUser(other, "manager", { manager: true, by: owner });
    const { accessKey } = await owner.knock("CreateAccessKey", { userName: manager.userName });
    await call(accessKey, "UpdateSAMLProvider", change);
    await setRule(rule, name, other);
    await refusal(call(accessKey, "UpdateSAMLProvider", change), "AccessDenied");
    const { message } = await refusal(owner.knock("UpdateSAMLProvider", change), "ValidationError");
    assert.match(message, /^Set up MFA for yourself first/);
    const { browser } = await house.equip(manager);
    await browser.knock("UpdateSAMLProvider", change);
  });

  test("is what an account that requires MFA asks for", async () => {
    const strict = await house.makeAccount();
    const owner = await house.equip(strict.root);
    await owner.browser.knock("CreateSAMLProvider", {
      name: "Works",
      sAMLMetadataDocument: idp.metadata(),
    });
    const principalArn = `arn:aws:iam::${strict.accountId}:saml-provider/Works`;
    await owner.browser.knock("CreateRole", {
      roleName: "Guest",
      assumeRolePolicyDocument: trusting({}, principalArn),
    });
    const asked = { roleArn: `arn:aws:iam::${strict.accountId}:role/Guest`, principalArn };
    const withMfa = { ...asked, assertion: { contextClass: refeds } };
    await assume(asked);
    await owner.browser.knock("PutMFARequirement", { everyone: true, graceDays: 0 });
    for (const one of [asked, withMfa]) await refusal(assume(one), "AccessDenied");
    await setRule(rule, "Works", strict);
    await refusal(assume(asked), "AccessDenied");
    await assume(withMfa);
  });

  test("is not taken from an attribute, however it is called", async () => {
    await setRule(rule);
    const attributes = { AuthnContextClassRef: [refeds], acr: [refeds], "aws:mfa": ["true"] };
    await refusal(assume({ roleArn, attributes }), "AccessDenied");
  });
});

describe("what ends a session early", () => {
  const open = async () => {
    const name = `ends${++made}`;
    const sAMLProviderArn = arnOf(`saml-provider/${name}`);
    await root.knock("CreateSAMLProvider", { name, sAMLMetadataDocument: idp.metadata() });
    const roleArn = await newRole(trusting({}, sAMLProviderArn));
    const { credentials } = await assume({ roleArn, principalArn: sAMLProviderArn });
    await call(credentials, "GetCallerIdentity");
    return { name, sAMLProviderArn, roleArn, credentials };
  };

  test("that its provider is deleted, and made anew under its name", async () => {
    const { name, sAMLProviderArn, credentials } = await open();
    await root.knock("DeleteSAMLProvider", { sAMLProviderArn });
    assert.equal(await recognise(house, credentials), "keyUnknown");
    await root.knock("CreateSAMLProvider", { name, sAMLMetadataDocument: idp.metadata() });
    assert.equal(await recognise(house, credentials), "keyUnknown");
  });

  test("that a certificate of its provider is withdrawn", async () => {
    const { sAMLProviderArn, roleArn, credentials } = await open();
    const sAMLMetadataDocument = idp.metadata({ certificates: [stranger.certificate] });
    await root.knock("UpdateSAMLProvider", { sAMLProviderArn, sAMLMetadataDocument });
    assert.equal(await recognise(house, credentials), "keyUnknown");
    await refusal(assume({ roleArn, principalArn: sAMLProviderArn }), "InvalidIdentityToken");
  });

  test("that the provider becomes another entity", async () => {
    const { sAMLProviderArn, credentials } = await open();
    const sAMLMetadataDocument = idp.metadata({ entityId: "https://new.example.org" });
    await root.knock("UpdateSAMLProvider", { sAMLProviderArn, sAMLMetadataDocument });
    assert.equal(await recognise(house, credentials), "keyUnknown");
  });
});
