// AssumeRoleWithWebIdentity: which tokens open a role, what the session is, what a second factor upstream is worth in it, what ends it,
// and what those learn who are refused. The issuer is a foreign party on this machine.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Issuer, newIssuerKey, openIssuer, signToken } from "@sallyport/platform/testing";
import type { ErrorCode } from "../errors.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../instant.ts";
import {
  type Account,
  type Browser,
  callWith,
  type House,
  type Input,
  keyOf,
  openHouse,
  recognise,
  refusal,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let root: Browser;
let issuer: Issuer;
let made = 0;

before(async () => {
  issuer = await openIssuer("/realms/works");
  house = await openHouse();
  account = await house.makeAccount();
  root = (await house.equip(account.root)).browser;
  await root.knock("CreateOpenIDConnectProvider", { url: issuer.url, clientIDList: ["us"] });
});
after(async () => {
  await house.close();
  await issuer.close();
});

const provider = () => `arn:aws:iam::${account.accountId}:oidc-provider/${issuer.name}`;
const seconds = () => Math.floor(house.now() / SECOND);
type Claims = Readonly<Record<string, unknown>>;
const usual = (): Claims => ({ sub: "ann", aud: "us", iat: seconds(), exp: seconds() + 600 });
const token = (claims: Claims = {}) => issuer.token({ ...usual(), ...claims });

const document = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const trusting = (
  more: object = {},
  actions: readonly string[] = ["TagSession", "SetSourceIdentity"],
) =>
  document({
    Effect: "Allow",
    Principal: { Federated: provider() },
    Action: ["sts:AssumeRoleWithWebIdentity", ...actions.map((action) => `sts:${action}`)],
    ...more,
  });

async function makeRole(trust = trusting(), options: Input = {}, by = root): Promise<string> {
  made += 1;
  const roleName = `Guest${made}`;
  const { role } = await by.knock("CreateRole", {
    roleName,
    assumeRolePolicyDocument: trust,
    ...options,
  });
  const policyDocument = document({ Effect: "Allow", Action: "iam:ListUsers", Resource: "*" });
  await by.knock("PutRolePolicy", { roleName, policyName: "own", policyDocument });
  return role.arn;
}

const assume = (roleArn: string, input: Input = {}, at = house.browser()) =>
  at.knockAs({ kind: "anonymous" }, "AssumeRoleWithWebIdentity", {
    roleArn,
    roleSessionName: "visit",
    webIdentityToken: token(),
    ...input,
  });
const refused = async (work: Promise<unknown>, code: ErrorCode) =>
  (await refusal(work, code)).message;
const notAuthorized = "Not authorized to perform sts:AssumeRoleWithWebIdentity";

describe("a token of the provider's", () => {
  test("opens a role that trusts it, for what the role may do", async () => {
    const roleArn = await makeRole();
    const answer = await assume(roleArn);
    const roleName = roleArn.split("/").at(-1);
    assert.equal(answer.subjectFromWebIdentityToken, "ann");
    assert.equal(answer.audience, "us");
    assert.equal(answer.provider, provider());
    assert.equal(answer.packedPolicySize, undefined);
    const arn = `arn:aws:sts::${account.accountId}:assumed-role/${roleName}/visit`;
    assert.equal(answer.assumedRoleUser.arn, arn);
    assert.equal(answer.credentials.expiration, house.now() + HOUR);
    assert.equal((await callWith(house, answer.credentials, "GetCallerIdentity")).arn, arn);
    await callWith(house, answer.credentials, "ListUsers");
    await refusal(callWith(house, answer.credentials, "ListRoles"), "AccessDenied");
  });

  test("may be used again while it lasts, as in AWS", async () => {
    const roleArn = await makeRole();
    const webIdentityToken = token();
    await assume(roleArn, { webIdentityToken });
    await assume(roleArn, { webIdentityToken });
  });

  test("gives a session of the length that was asked for, within the role's own", async () => {
    const roleArn = await makeRole(trusting(), { maxSessionDuration: 7200 });
    const { credentials } = await assume(roleArn, { durationSeconds: 7200 });
    assert.equal(credentials.expiration, house.now() + 2 * HOUR);
    const message = await refused(assume(roleArn, { durationSeconds: 7201 }), "ValidationError");
    assert.match(message, /exceeds the MaxSessionDuration/);
  });

  test("gives no more than the session policy that was asked for", async () => {
    const policy = document({ Effect: "Allow", Action: "iam:ListRoles", Resource: "*" });
    const { credentials, packedPolicySize } = await assume(await makeRole(), { policy });
    assert.ok((packedPolicySize ?? 0) > 0);
    await refusal(callWith(house, credentials, "ListUsers"), "AccessDenied");
  });

  test("may be for one of several audiences, and names in azp whom it was given to", async () => {
    const roleArn = await makeRole();
    const several = await assume(roleArn, { webIdentityToken: token({ aud: ["them", "us"] }) });
    assert.equal(several.audience, "us");
    const azp = await assume(roleArn, { webIdentityToken: token({ aud: "them", azp: "us" }) });
    assert.equal(azp.audience, "us");
    const other = assume(roleArn, { webIdentityToken: token({ aud: "us", azp: "them" }) });
    assert.equal(await refused(other, "InvalidIdentityToken"), "Incorrect token audience");
  });
});

describe("refused is a token", () => {
  const rows: Readonly<
    Record<string, readonly [claims: () => Claims, code: ErrorCode, message: RegExp]>
  > = {
    "for somebody else": [
      () => ({ aud: "them" }),
      "InvalidIdentityToken",
      /^Incorrect token audience$/,
    ],
    "for nobody": [() => ({ aud: undefined }), "InvalidIdentityToken", /required claim: aud$/],
    "for the audience by another type": [
      () => ({ aud: { us: true } }),
      "InvalidIdentityToken",
      /audience/,
    ],
    "of nobody": [() => ({ sub: undefined }), "InvalidIdentityToken", /required claim: sub$/],
    "of an empty name": [() => ({ sub: "" }), "InvalidIdentityToken", /claim sub/],
    "of a number": [() => ({ sub: 7 }), "InvalidIdentityToken", /claim sub/],
    "of too long a name": [() => ({ sub: "a".repeat(256) }), "InvalidIdentityToken", /claim sub/],
    "that has expired": [
      () => ({ exp: seconds() - 61 }),
      "ExpiredToken",
      /^Token expired: current date\/time \d+ must be before the expiration date\/time \d+$/,
    ],
    "that never expires": [
      () => ({ exp: undefined }),
      "InvalidIdentityToken",
      /required claim: exp$/,
    ],
    "that expires in words": [() => ({ exp: "2099" }), "InvalidIdentityToken", /claim exp/],
    "that expires beyond all time": [() => ({ exp: 1e300 }), "InvalidIdentityToken", /claim exp/],
    "that says not when it was made": [
      () => ({ iat: undefined }),
      "InvalidIdentityToken",
      /claim: iat$/,
    ],
    "that is made in the future": [
      () => ({ iat: seconds() + 61 }),
      "InvalidIdentityToken",
      /not valid yet/,
    ],
    "that is not valid yet": [
      () => ({ nbf: seconds() + 61 }),
      "InvalidIdentityToken",
      /not valid yet/,
    ],
    "that is valid from a word on": [() => ({ nbf: "now" }), "InvalidIdentityToken", /claim nbf/],
    "with two claims of one name but for its case": [
      () => ({ amr: ["pwd"], AMR: ["mfa"] }),
      "InvalidIdentityToken",
      /two claims that are both called AMR/,
    ],
    "with a tag of two values": [
      () => ({ "https://aws.amazon.com/tags": { principal_tags: { Team: ["a", "b"] } } }),
      "InvalidIdentityToken",
      /session tag/,
    ],
    "with a tag twice": [
      () => ({
        "https://aws.amazon.com/tags": { principal_tags: { Team: ["a"], team: ["b"] } },
      }),
      "InvalidParameterValue",
      /Duplicate tag keys/,
    ],
    "with a tag of AWS's own": [
      () => ({ "https://aws.amazon.com/tags": { principal_tags: { "aws:a": ["a"] } } }),
      "InvalidParameterValue",
      /reserved/,
    ],
    "that hands on a tag that it has not": [
      () => ({ "https://aws.amazon.com/tags": { transitive_tag_keys: ["Team"] } }),
      "InvalidParameterValue",
      /transitive tag key must be included/,
    ],
    "with a source identity of another form": [
      () => ({ "https://aws.amazon.com/source_identity": "a b" }),
      "InvalidIdentityToken",
      /source identity/,
    ],
  };
  for (const [name, [claims, code, message]] of Object.entries(rows)) {
    test(name, async () => {
      const work = assume(await makeRole(), { webIdentityToken: token(claims()) });
      assert.match(await refused(work, code), message);
    });
  }

  test("that a stranger signed, or nobody", async () => {
    const roleArn = await makeRole();
    const claims = { iss: issuer.url, ...usual() };
    const byStranger = assume(roleArn, {
      webIdentityToken: signToken(newIssuerKey("first"), claims),
    });
    assert.match(await refused(byStranger, "InvalidIdentityToken"), /signature/);
    const [head = "", body = ""] = token().split(".");
    const unsigned = assume(roleArn, { webIdentityToken: `${head}.${body}.` });
    await refused(unsigned, "InvalidIdentityToken");
  });

  test("that is none, or is an access token", async () => {
    const roleArn = await makeRole();
    const message = await refused(
      assume(roleArn, { webIdentityToken: "ya29.opaque" }),
      "InvalidIdentityToken",
    );
    assert.match(message, /not a valid JWT/);
    await refused(assume(roleArn, { providerId: "www.amazon.com" }), "InvalidParameterValue");
    await refused(assume(roleArn, { webIdentityToken: "a".repeat(20_001) }), "ValidationError");
  });

  test("within a minute of its end and its beginning it is not: clocks differ", async () => {
    const roleArn = await makeRole();
    await assume(roleArn, { webIdentityToken: token({ exp: seconds() - 58 }) });
    await assume(roleArn, {
      webIdentityToken: token({ iat: seconds() + 58, nbf: seconds() + 58 }),
    });
  });

  test("whose issuer cannot be asked: that is told apart", async () => {
    const away = await openIssuer();
    await root.knock("CreateOpenIDConnectProvider", { url: away.url, clientIDList: ["us"] });
    const webIdentityToken = away.token(usual());
    await away.close();
    await refused(assume(await makeRole(), { webIdentityToken }), "IDPCommunicationError");
  });
});

describe("a trust policy", () => {
  const when = (operator: string, key: string, value: unknown) => ({
    Condition: { [operator]: { [key]: value } },
  });
  const own = (claim: string) => `${issuer.name}:${claim}`;
  const rows: Readonly<Record<string, readonly [condition: () => object, claims?: Claims]>> = {
    "by subject": [() => when("StringEquals", own("sub"), "ann")],
    "by the subject's beginning": [() => when("StringLike", own("sub"), "an*")],
    "by audience": [() => when("StringEquals", own("aud"), "us")],
    "by whom a token was made for": [
      () => when("StringEquals", own("oaud"), "them"),
      { aud: "them", azp: "us" },
    ],
    "by another claim": [
      () => when("StringEquals", own("repository"), "a/b"),
      { repository: "a/b" },
    ],
    "by a number and a truth": [
      () => ({ Condition: { StringEquals: { [own("id")]: "7" }, Bool: { [own("ok")]: "true" } } }),
      { id: 7, ok: true },
    ],
    "by a list": [
      () => when("ForAnyValue:StringEquals", own("groups"), "b"),
      { groups: ["a", "b"] },
    ],
    "by the way of signing in": [
      () => when("ForAnyValue:StringLike", own("amr"), "hw*"),
      { amr: ["pwd", "hwk"] },
    ],
    "by the session's name": [() => when("StringEquals", "sts:RoleSessionName", "visit")],
    "by the provider": [
      () => when("ArnLike", "aws:FederatedProvider", "arn:aws:iam::*:oidc-provider/*"),
    ],
    "by address": [() => when("IpAddress", "aws:SourceIp", "198.51.0.0/16")],
  };
  for (const [name, [condition, claims = {}]] of Object.entries(rows)) {
    test(`lets in ${name}, and nobody of whom it is not true`, async () => {
      await assume(await makeRole(trusting(condition())), { webIdentityToken: token(claims) });
      const not = await makeRole(
        document(JSON.parse(trusting()).Statement[0], {
          Effect: "Deny",
          Principal: "*",
          Action: "sts:AssumeRoleWithWebIdentity",
          ...condition(),
        }),
      );
      const message = await refused(
        assume(not, { webIdentityToken: token(claims) }),
        "AccessDenied",
      );
      assert.equal(message, notAuthorized);
    });
  }

  test("asks of the claims that are judged here, and of none that only differ by case", async () => {
    const webIdentityToken = token({ Sub: "bob", AUD: "them", OAUD: "them", Azp: "them" });
    await assume(await makeRole(trusting(when("StringEquals", own("sub"), "ann"))), {
      webIdentityToken,
    });
    for (const [claim, value] of [
      ["sub", "bob"],
      ["aud", "them"],
      ["oaud", "them"],
      ["azp", "them"],
    ] as const) {
      const roleArn = await makeRole(trusting(when("StringEquals", own(claim), value)));
      assert.equal(
        await refused(assume(roleArn, { webIdentityToken }), "AccessDenied"),
        notAuthorized,
      );
    }
  });

  test("of another subject, provider, action or kind of principal lets nobody in", async () => {
    const other = `${provider()}x`;
    for (const trust of [
      trusting(when("StringEquals", own("sub"), "bob")),
      trusting({ Principal: { Federated: other } }),
      trusting({ Principal: { AWS: account.accountId } }),
      trusting({ Action: "sts:AssumeRole" }),
      trusting({ Action: "sts:AssumeRoleWithSAML" }),
    ]) {
      assert.equal(await refused(assume(await makeRole(trust)), "AccessDenied"), notAuthorized);
    }
  });

  test("must allow tags and a source identity besides", async () => {
    const tags = { "https://aws.amazon.com/tags": { principal_tags: { Team: ["Blue"] } } };
    const source = { "https://aws.amazon.com/source_identity": "ann@works" };
    for (const claims of [tags, source]) {
      const plain = await makeRole(trusting({}, []));
      await refused(assume(plain, { webIdentityToken: token(claims) }), "AccessDenied");
    }
    const tagged = await makeRole(
      trusting({ Condition: { StringEqualsIfExists: { "aws:RequestTag/Team": "Blue" } } }),
    );
    const { sourceIdentity } = await assume(tagged, {
      webIdentityToken: token({ ...tags, ...source }),
    });
    assert.equal(sourceIdentity, "ann@works");
  });
});

describe("the session", () => {
  const asking = async (condition: object, claims: Claims = {}) => {
    const roleArn = await makeRole();
    const roleName = roleArn.split("/").at(-1) ?? "";
    const policyDocument = document({
      Effect: "Allow",
      Action: "iam:ListGroups",
      Resource: "*",
      Condition: condition,
    });
    await root.knock("PutRolePolicy", { roleName, policyName: "asking", policyDocument });
    const { credentials } = await assume(roleArn, { webIdentityToken: token(claims) });
    return callWith(house, credentials, "ListGroups");
  };

  test("has its tags, in either form, and the provider's keys", async () => {
    const flat = {
      "https://aws.amazon.com/tags/principal_tags/Team": "Blue",
      "https://aws.amazon.com/tags/principal_tags/Cost": ["12"],
      "https://aws.amazon.com/tags/transitive_tag_keys": ["Team"],
    };
    const conditions = {
      StringEquals: {
        "aws:PrincipalTag/Team": "Blue",
        "aws:PrincipalTag/Cost": "12",
        "aws:FederatedProvider": provider(),
        [`${issuer.name}:sub`]: "ann",
        [`${issuer.name}:aud`]: "us",
      },
    };
    await asking(conditions, flat);
    const nested = {
      "https://aws.amazon.com/tags": {
        principal_tags: { Team: ["Blue"], Cost: ["12"] },
        transitive_tag_keys: ["Team"],
      },
    };
    await asking(conditions, nested);
  });

  test("has no key that only AWS gives, whatever the token claims", async () => {
    const claims = { username: "root", "aws:username": "root", "aws:MultiFactorAuthPresent": true };
    for (const key of ["aws:username", "aws:MultiFactorAuthPresent"])
      await refusal(asking({ Null: { [key]: "false" } }, claims), "AccessDenied");
  });

  test("is recorded as whoever the provider vouches for, and as the role's from then on", async () => {
    const { credentials } = await assume(await makeRole());
    const [given] = (await house.trail(account.accountId)).filter(
      ({ eventName }) => eventName === "AssumeRoleWithWebIdentity",
    );
    assert.deepEqual(given?.userIdentity, {
      type: "WebIdentityUser",
      principalId: `${provider()}:us:ann`,
      userName: "ann",
      identityProvider: provider(),
    });
    assert.doesNotMatch(JSON.stringify(given), /eyJ/, "no token is kept");
    assert.ok(!JSON.stringify(given).includes(credentials.sessionToken));
  });

  const ends: Readonly<Record<string, (roleArn: string) => Promise<unknown>>> = {
    "the role is deleted": async (roleArn) => {
      const roleName = roleArn.split("/").at(-1) ?? "";
      await root.knock("DeleteRolePolicy", { roleName, policyName: "own" });
      await root.knock("DeleteRole", { roleName });
    },
    "the role's sessions are revoked": (roleArn) =>
      root.knock("RevokeRoleSessions", { roleName: roleArn.split("/").at(-1) ?? "" }),
    "the provider is deleted, though one of its name is made anew": async () => {
      await root.knock("DeleteOpenIDConnectProvider", { openIDConnectProviderArn: provider() });
      await root.knock("CreateOpenIDConnectProvider", { url: issuer.url, clientIDList: ["us"] });
    },
    "an audience is taken from the provider": async () => {
      const client = { openIDConnectProviderArn: provider(), clientID: "lost" };
      await root.knock("AddClientIDToOpenIDConnectProvider", client);
      await root.knock("RemoveClientIDFromOpenIDConnectProvider", client);
    },
    "MFA is required of the account": async () => {
      root = await house.signIn(account.root);
      await root.knock("PutMFARequirement", { everyone: true, graceDays: 0 });
      await root.knock("DeleteMFARequirement", {});
    },
  };
  for (const [name, end] of Object.entries(ends)) {
    test(`ends where ${name}, and so does one that it asked for`, async () => {
      const roleArn = await makeRole();
      const { credentials } = await assume(roleArn);
      const next = await makeRole(
        document({
          Effect: "Allow",
          Principal: { AWS: account.accountId },
          Action: "sts:AssumeRole",
        }),
      );
      const roleName = roleArn.split("/").at(-1) ?? "";
      const policyDocument = document({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" });
      await root.knock("PutRolePolicy", { roleName, policyName: "own", policyDocument });
      const chained = await callWith(house, credentials, "AssumeRole", {
        roleArn: next,
        roleSessionName: "chained",
      });
      for (const living of [credentials, chained.credentials])
        assert.equal(typeof (await recognise(house, living)), "object");
      await end(roleArn);
      for (const ended of [credentials, chained.credentials])
        assert.equal(await recognise(house, ended), "keyUnknown");
    });
  }
});

describe("a second factor upstream", () => {
  const putRule = async (rule: Input) => {
    root = await house.signIn(account.root);
    await root.knock("PutIdentityProviderMFARule", { providerArn: provider(), ...rule });
  };
  const demanding = () =>
    makeRole(trusting({ Condition: { Bool: { "sallyport:MultiFactorAuthPresent": "true" } } }));
  const withMfa = (claims: Claims = {}) =>
    token({ amr: ["pwd", "mfa"], acr: "silver", auth_time: seconds() - 30, ...claims });
  const opens = async (roleArn: string, claims: Claims = {}): Promise<boolean> => {
    try {
      await assume(roleArn, { webIdentityToken: withMfa(claims) });
      return true;
    } catch (error) {
      assert.equal((error as { message: string }).message, notAuthorized);
      return false;
    }
  };

  test("counts for nothing until the provider's rule says so", async () => {
    const roleArn = await demanding();
    assert.equal(await opens(roleArn), false);
    const rule = await root.knock("GetIdentityProviderMFARule", { providerArn: provider() });
    assert.deepEqual(rule, {
      amrValues: [],
      acrValues: [],
      maxAuthenticationAgeSeconds: 43_200,
      exempt: false,
    });
  });

  test("counts by the rule's values, and while the sign-in is young enough", async () => {
    const roleArn = await demanding();
    await putRule({ amrValues: ["mfa"], acrValues: ["gold"], maxAuthenticationAgeSeconds: 600 });
    assert.equal(await opens(roleArn), true);
    assert.equal(await opens(roleArn, { amr: ["pwd"] }), false);
    assert.equal(await opens(roleArn, { amr: "mfa" }), true);
    assert.equal(await opens(roleArn, { amr: ["MFA"] }), false);
    assert.equal(await opens(roleArn, { amr: ["pwd"], acr: "gold" }), true);
    assert.equal(await opens(roleArn, { auth_time: seconds() - 601 }), false);
    assert.equal(await opens(roleArn, { auth_time: seconds() + 61 }), false);
    assert.equal(await opens(roleArn, { auth_time: undefined }), false);
    assert.equal(await opens(roleArn, { auth_time: String(seconds()) }), false);
    await putRule({});
    assert.equal(await opens(roleArn), false);
  });

  test("is in the session by our names alone, with its age and as upstream's word", async () => {
    await putRule({ amrValues: ["mfa"] });
    const roleArn = await makeRole();
    const roleName = roleArn.split("/").at(-1) ?? "";
    const policyDocument = document({
      Effect: "Allow",
      Action: "iam:ListGroups",
      Resource: "*",
      Condition: {
        Bool: { "sallyport:MultiFactorAuthPresent": "true" },
        NumericLessThan: { "sallyport:MultiFactorAuthAge": "60" },
        StringEquals: { "sallyport:MultiFactorAuthMethod": "federated" },
        Null: { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "true" },
      },
    });
    await root.knock("PutRolePolicy", { roleName, policyName: "own", policyDocument });
    const { credentials } = await assume(roleArn, { webIdentityToken: withMfa() });
    await callWith(house, credentials, "ListGroups");
    house.wait(MINUTE);
    await refusal(callWith(house, credentials, "ListGroups"), "AccessDenied");
    const without = await assume(roleArn);
    await refusal(callWith(house, without.credentials, "ListGroups"), "AccessDenied");
    await putRule({});
  });

  test("is not to be had by an audience of one's own, with a password or a key alone", async () => {
    const manager = await house.addUser(account, `manager${++made}`, { manager: true });
    const at = await house.signIn(manager);
    const client = { openIDConnectProviderArn: provider(), clientID: "mine" };
    const key = await keyOf(root, manager.userName);
    await at.knock("AddClientIDToOpenIDConnectProvider", client);
    await putRule({ amrValues: ["mfa"] });
    const another = { ...client, clientID: "another" };
    const add = "AddClientIDToOpenIDConnectProvider";
    const message = await refused(at.knock(add, another), "ValidationError");
    assert.match(message, /^Set up MFA for yourself first/);
    await refusal(callWith(house, key, add, another), "AccessDenied");
    await putRule({});
    await callWith(house, key, add, another);
  });

  test("ends with a narrower rule, and stays with a wider one", async () => {
    await putRule({ amrValues: ["mfa"] });
    const { credentials } = await assume(await makeRole(), { webIdentityToken: withMfa() });
    await putRule({ amrValues: ["mfa", "hwk"] });
    assert.equal(typeof (await recognise(house, credentials)), "object");
    await putRule({ amrValues: ["hwk"] });
    assert.equal(await recognise(house, credentials), "keyUnknown");
    await putRule({});
  });

  test("is decided on by nobody who has shown none", async () => {
    const input = { providerArn: provider(), amrValues: ["pwd"] };
    const manager = await house.addUser(account, `manager${++made}`, { manager: true });
    const at = await house.signIn(manager);
    const message = await refused(at.knock("PutIdentityProviderMFARule", input), "ValidationError");
    assert.match(message, /^Set up MFA for yourself first/);
    house.wait(16 * MINUTE);
    await refusal(root.knock("PutIdentityProviderMFARule", input), "FreshFactorRequired");
    root = await house.signIn(account.root);
  });

  describe("where the account requires MFA of everyone", () => {
    const require = async (graceDays: number) => {
      root = await house.signIn(account.root);
      await root.knock("PutMFARequirement", { everyone: true, graceDays });
    };
    const release = async () => {
      root = await house.signIn(account.root);
      await root.knock("DeleteMFARequirement", {});
    };

    test("nobody comes in without one that counts, and is told so only where the role trusts them", async () => {
      const [roleArn, closed] = [
        await makeRole(),
        await makeRole(trusting({ Action: "sts:AssumeRole" })),
      ];
      await require(0);
      const message = await refused(assume(roleArn), "AccessDenied");
      assert.match(
        message,
        /^Not authorized .*: the account requires MFA, and the identity provider/,
      );
      assert.equal(await refused(assume(closed), "AccessDenied"), notAuthorized);
      await putRule({ amrValues: ["mfa"] });
      await assume(roleArn, { webIdentityToken: withMfa() });
      await refused(assume(roleArn), "AccessDenied");
      await release();
    });

    test("machines do, whose provider is exempt", async () => {
      const roleArn = await makeRole();
      await require(0);
      await putRule({ exempt: true });
      await assume(roleArn);
      await putRule({});
      await refused(assume(roleArn), "AccessDenied");
      await release();
    });

    test("a session given in the days of grace ends with them", async () => {
      const roleArn = await makeRole();
      await require(1);
      house.wait(DAY - 10 * MINUTE);
      const { credentials } = await assume(roleArn);
      const left = credentials.expiration - house.now();
      assert.ok(left > 0 && left <= 10 * MINUTE, String(left));
      await release();
    });
  });
});

describe("whoever is refused learns nothing", () => {
  test("of roles: one that is not there, trusts others, or is another account's", async () => {
    const other = await house.makeAccount();
    const stranger = await house.signIn(other.root);
    await stranger.knock("CreateOpenIDConnectProvider", { url: issuer.url, clientIDList: ["us"] });
    const theirs = await makeRole(trusting(), {}, stranger);
    const closed = await makeRole(trusting({ Action: "sts:AssumeRole" }));
    const missing = `${closed}-missing`;
    const duration = { durationSeconds: 43_200 };
    for (const roleArn of [theirs, closed, missing, closed.replace(":role/", ":role/path/")]) {
      assert.equal(await refused(assume(roleArn, duration), "AccessDenied"), notAuthorized);
    }
  });

  test("of accounts: one that is not there, and one without the provider", async () => {
    const other = await house.makeAccount();
    const messages = new Set<string>();
    for (const accountId of [other.accountId, "999999999999"])
      messages.add(
        await refused(assume(`arn:aws:iam::${accountId}:role/Guest`), "InvalidIdentityToken"),
      );
    assert.deepEqual(
      [...messages],
      [`No OpenIDConnect provider found in your account for ${issuer.url}`],
    );
  });

  test("of a provider's audiences, with a token that the issuer did not sign", async () => {
    const roleArn = await makeRole();
    const messages = new Set<string>();
    for (const aud of ["us", "them"]) {
      const claims = { iss: issuer.url, ...usual(), aud };
      const webIdentityToken = signToken(newIssuerKey("first"), claims);
      messages.add(await refused(assume(roleArn, { webIdentityToken }), "InvalidIdentityToken"));
    }
    assert.equal(messages.size, 1);
  });

  test("and leaves no record before the issuer vouched for them, and one afterwards", async () => {
    const events = async () =>
      (await house.trail(account.accountId)).filter(
        ({ eventName }) => eventName === "AssumeRoleWithWebIdentity",
      );
    const roleArn = await makeRole(trusting({ Action: "sts:AssumeRole" }));
    const before = (await events()).length;
    const forged = signToken(newIssuerKey("first"), { iss: issuer.url, ...usual() });
    await refused(assume(roleArn, { webIdentityToken: forged }), "InvalidIdentityToken");
    assert.equal((await events()).length, before);
    await refused(assume(roleArn), "AccessDenied");
    const [last, ...rest] = await events();
    assert.equal(rest.length, before);
    assert.equal(last?.errorCode, "AccessDenied");
    assert.equal(last?.userIdentity["userName"], "ann");
  });
});

describe("a source", () => {
  test("may try sixty tokens and ten more a minute; who is let in gives theirs back", async () => {
    const roleArn = await makeRole();
    const at = house.browser("192.0.2.77");
    for (let time = 0; time < 70; time += 1) await assume(roleArn, {}, at);
    const guess = async () => {
      const error = await refusal(assume(roleArn, { webIdentityToken: "a.b.c" }, at));
      return error.code;
    };
    const codes: string[] = [];
    for (let time = 0; time < 62; time += 1) codes.push(await guess());
    assert.equal(codes.filter((code) => code === "InvalidIdentityToken").length, 60);
    await refused(assume(roleArn, {}, at), "Throttling");
    await assume(roleArn);
    house.wait(MINUTE);
    await assume(roleArn, {}, at);
  });
});

test("another provider's token opens nothing in this one's name", async () => {
  const other = await openIssuer();
  await root.knock("CreateOpenIDConnectProvider", { url: other.url, clientIDList: ["us"] });
  const roleArn = await makeRole();
  assert.equal(
    await refused(assume(roleArn, { webIdentityToken: other.token(usual()) }), "AccessDenied"),
    notAuthorized,
  );
  const borrowed = other.token({ ...usual(), iss: issuer.url });
  await refused(assume(roleArn, { webIdentityToken: borrowed }), "InvalidIdentityToken");
  await other.close();
});
