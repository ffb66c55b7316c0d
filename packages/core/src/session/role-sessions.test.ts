// Sessions of roles: who gets one, what it may do, what MFA is worth in it, and what ends it early.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOUR } from "../instant.ts";
import type { OperationName } from "../operations/index.ts";
import {
  type Account,
  type Authenticator,
  type Browser,
  type Credentials,
  callWith,
  type House,
  type Input,
  openHouse,
  type Resident,
  recognise as recogniseIn,
  refusal,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let root: Browser;
let made = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
});
after(() => house.close());

const recognise = (credentials: Credentials) => recogniseIn(house, credentials);

const call = <Name extends OperationName>(
  credentials: Credentials,
  name: Name,
  input: Input = {},
) => callWith(house, credentials, name, input);

const document = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: string | readonly string[], Resource = "*") => ({
  Effect: "Allow",
  Action,
  Resource,
});
const trust = (principal: string, Condition: object = {}, Effect = "Allow") =>
  document({
    Effect,
    Principal: { AWS: principal },
    Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    Condition,
  });

interface Holder {
  readonly user: Resident;
  readonly key: Credentials;
  readonly arn: string;
  readonly device: Authenticator | undefined;
}

async function keyHolder(
  options: { device?: boolean; policy?: string; of?: Account; by?: Browser } = {},
): Promise<Holder> {
  made += 1;
  const { of = account, by = root } = options;
  const user = await house.addUser(of, `holder${made}`, { by });
  const equipped = options.device ? await house.equip(user) : undefined;
  const { userName } = user;
  if (options.policy !== undefined) {
    await by.knock("PutUserPolicy", {
      userName,
      policyName: "own",
      policyDocument: options.policy,
    });
  }
  const { accessKey } = await by.knock("CreateAccessKey", { userName });
  const arn = `arn:aws:iam::${of.accountId}:user/${userName}`;
  return { user, key: accessKey, arn, device: equipped?.device };
}

async function makeRole(
  assumeRolePolicyDocument: string,
  options: { policy?: string; maxSessionDuration?: number } = {},
) {
  made += 1;
  const roleName = `role${made}`;
  const { policy, ...rest } = options;
  await root.knock("CreateRole", { roleName, assumeRolePolicyDocument, ...rest });
  if (policy !== undefined)
    await root.knock("PutRolePolicy", { roleName, policyName: "own", policyDocument: policy });
  return { roleName, roleArn: `arn:aws:iam::${account.accountId}:role/${roleName}` };
}

const assume = (by: Credentials, roleArn: string, input: Input = {}) =>
  call(by, "AssumeRole", { roleArn, roleSessionName: "visit", ...input });

const may = document(allow("sts:*"));
const accountRoot = () => `arn:aws:iam::${account.accountId}:root`;

describe("who may act as a role", () => {
  test("whom its trust policy names needs no policy of their own in the same account", async () => {
    const { key, arn } = await keyHolder();
    const { roleArn, roleName } = await makeRole(trust(arn), { policy: document(allow("iam:*")) });
    const answer = await assume(key, roleArn);
    assert.match(answer.assumedRoleUser.assumedRoleId, /^AROA[A-Z0-9]{17}:visit$/);
    const identity = await call(answer.credentials, "GetCallerIdentity");
    assert.deepEqual(identity, {
      userId: answer.assumedRoleUser.assumedRoleId,
      account: account.accountId,
      arn: `arn:aws:sts::${account.accountId}:assumed-role/${roleName}/visit`,
    });
    await call(answer.credentials, "CreateGroup", { groupName: `by-${roleName}` });
  });

  test("where the account is trusted, one's own policies decide", async () => {
    const { roleArn } = await makeRole(trust(accountRoot()));
    const [without, having] = [await keyHolder(), await keyHolder({ policy: may })];
    const refused = await refusal(assume(without.key, roleArn), "AccessDenied");
    assert.equal(
      refused.message,
      `User: ${without.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn} because no identity-based policy allows the sts:AssumeRole action`,
    );
    await assume(having.key, roleArn);
  });

  test("one's own policies do not suffice", async () => {
    const { key } = await keyHolder({ policy: may });
    const other = await keyHolder();
    const { roleArn } = await makeRole(trust(other.arn));
    const refused = await refusal(assume(key, roleArn), "AccessDenied");
    assert.match(refused.message, /because no role trust policy allows the sts:AssumeRole action$/);
    const missing = `arn:aws:iam::${account.accountId}:role/nobody-made-it`;
    const unknown = await refusal(assume(key, missing), "AccessDenied");
    assert.equal(unknown.message, refused.message.replace(roleArn, missing));
  });

  test("an explicit deny on either side wins", async () => {
    const denied = await keyHolder({
      policy: document({ Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" }),
    });
    const { roleArn } = await makeRole(trust(denied.arn));
    await refusal(assume(denied.key, roleArn), "AccessDenied");
    const trusted = await keyHolder({ policy: may });
    const deny = JSON.parse(trust(accountRoot()));
    deny.Statement.push(JSON.parse(trust(trusted.arn, {}, "Deny")).Statement[0]);
    const guarded = await makeRole(JSON.stringify(deny));
    await refusal(assume(trusted.key, guarded.roleArn), "AccessDenied");
  });

  test("who takes the name of a trusted user is not trusted; who was renamed still is", async () => {
    const [first, second] = [await keyHolder(), await keyHolder()];
    const { roleArn } = await makeRole(trust(first.arn));
    await root.knock("UpdateUser", { userName: first.user.userName, newUserName: `was-${made}` });
    await root.knock("UpdateUser", {
      userName: second.user.userName,
      newUserName: first.user.userName,
    });
    await refusal(assume(second.key, roleArn), "AccessDenied");
    await assume(first.key, roleArn);
  });

  test("root does not", async () => {
    const { accessKey } = await root.knock("CreateAccessKey", {});
    const { roleArn } = await makeRole(trust(accountRoot()));
    const refused = await refusal(assume(accessKey, roleArn), "AccessDenied");
    assert.equal(refused.message, "Roles may not be assumed by root accounts.");
    await root.knock("DeleteAccessKey", { accessKeyId: accessKey.accessKeyId });
  });

  test("a session that its policy or its role's boundary keeps from it does not, even where its role is named", async () => {
    const { key, arn } = await keyHolder();
    const first = await makeRole(trust(arn));
    const second = await makeRole(trust(first.roleArn));
    const narrow = await assume(key, first.roleArn, { policy: document(allow("iam:ListUsers")) });
    const limited = await refusal(assume(narrow.credentials, second.roleArn), "AccessDenied");
    assert.match(limited.message, /because no session policy allows the sts:AssumeRole action$/);
    const wide = await assume(key, first.roleArn);
    await assume(wide.credentials, second.roleArn);
    await root.knock("PutRolePermissionsBoundary", {
      roleName: first.roleName,
      permissionsBoundary: "arn:aws:iam::aws:policy/IAMReadOnlyAccess",
    });
    const bounded = await refusal(assume(wide.credentials, second.roleArn), "AccessDenied");
    assert.match(
      bounded.message,
      /because no permissions boundary allows the sts:AssumeRole action$/,
    );
  });

  test("an external id is compared", async () => {
    const { key, arn } = await keyHolder();
    const { roleArn } = await makeRole(trust(arn, { StringEquals: { "sts:ExternalId": "x-17" } }));
    await refusal(assume(key, roleArn), "AccessDenied");
    await refusal(assume(key, roleArn, { externalId: "x-18" }), "AccessDenied");
    await assume(key, roleArn, { externalId: "x-17" });
  });

  test("what is not a role's ARN is told so", async () => {
    const { key, arn } = await keyHolder({ policy: may });
    assert.equal((await refusal(assume(key, arn), "ValidationError")).message, `${arn} is invalid`);
  });
});

describe("another account", () => {
  test("is let in where both sides say so, and learns nothing else", async () => {
    const other = await house.makeAccount();
    const otherRoot = await house.signIn(other.root);
    const guest = await keyHolder({ policy: may, of: other, by: otherRoot });
    const open = await makeRole(trust(`arn:aws:iam::${other.accountId}:root`), {
      policy: document(allow("iam:ListUsers")),
    });
    const closed = await makeRole(trust(accountRoot()));
    const { credentials } = await assume(guest.key, open.roleArn);
    const told = await house.trail(account.accountId);
    const event = told.find(
      ({ eventName, userIdentity }) =>
        eventName === "AssumeRole" && userIdentity["accountId"] === other.accountId,
    );
    assert.equal(event?.["recipientAccountId"], account.accountId);
    assert.equal(event?.requestParameters?.["roleArn"], open.roleArn);
    const { users } = await call(credentials, "ListUsers");
    assert.ok(users.every(({ arn }) => arn.includes(account.accountId)));

    const [refused, missing] = [
      await refusal(assume(guest.key, closed.roleArn), "AccessDenied"),
      await refusal(assume(guest.key, `${closed.roleArn}x`), "AccessDenied"),
    ];
    assert.equal(missing.message, refused.message.replace(closed.roleArn, `${closed.roleArn}x`));
    assert.match(refused.message, /sts:AssumeRole on resource: \S+$/);
    assert.deepEqual(missing.facts, refused.facts);
  });

  test("is let in by its user's name, who needs their own account's leave as well", async () => {
    const other = await house.makeAccount();
    const otherRoot = await house.signIn(other.root);
    const [guest, unallowed] = [
      await keyHolder({ policy: may, of: other, by: otherRoot }),
      await keyHolder({ of: other, by: otherRoot }),
    ];
    const { roleArn } = await makeRole(trust(guest.arn));
    await assume(guest.key, roleArn);
    const { roleArn: second } = await makeRole(trust(unallowed.arn));
    await refusal(assume(unallowed.key, second), "AccessDenied");
  });
});

describe("a role that asks for MFA", () => {
  const guarded = (principal: string) =>
    trust(principal, { Bool: { "aws:MultiFactorAuthPresent": "true" } });

  test("is not given without a code, and the hint says what would help", async () => {
    const { key, arn } = await keyHolder({ device: true });
    const { roleArn } = await makeRole(guarded(arn));
    const refused = await refusal(assume(key, roleArn), "AccessDenied");
    assert.equal(refused.facts.mfaWouldHelp, true);
  });

  test("is given for a code, which is spent", async () => {
    const { key, arn, device } = await keyHolder({ device: true });
    const { roleArn } = await makeRole(guarded(arn));
    house.waitSteps(3);
    const code = { serialNumber: device?.serialNumber, tokenCode: device?.codeAt(house.step()) };
    await assume(key, roleArn, code);
    const again = await refusal(assume(key, roleArn, code), "AccessDenied");
    assert.equal(
      again.message,
      "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    );
    house.waitSteps(3);
    const right = device?.codeAt(house.step()) ?? "";
    const wrong = `${right.slice(0, 5)}${(Number(right[5]) + 1) % 10}`;
    await refusal(assume(key, roleArn, { ...code, tokenCode: wrong }), "AccessDenied");
    const half = await refusal(
      assume(key, roleArn, { tokenCode: device?.codeAt(house.step()) }),
      "AccessDenied",
    );
    assert.match(half.message, /must provide both/);
  });

  test("has no user of its own: whose things it asks for must be said", async () => {
    const { key, arn } = await keyHolder();
    const { roleArn } = await makeRole(trust(arn));
    const { credentials } = await assume(key, roleArn);
    for (const operation of ["GetUser", "ListMFADevices", "ListAccessKeys"] as const) {
      const { message } = await refusal(call(credentials, operation), "ValidationError");
      assert.equal(message, "Must specify userName when calling with non-User credentials");
    }
  });

  test("is not given for somebody else's device", async () => {
    const { key, arn } = await keyHolder({ device: true });
    const { device } = await keyHolder({ device: true });
    const { roleArn } = await makeRole(guarded(arn));
    house.waitSteps(3);
    const refused = await refusal(
      assume(key, roleArn, {
        serialNumber: device?.serialNumber,
        tokenCode: device?.codeAt(house.step()),
      }),
      "AccessDenied",
    );
    assert.equal(
      refused.message,
      "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
    );
  });

  test("is given to a session with MFA", async () => {
    const { key, arn, device } = await keyHolder({ device: true });
    const { roleArn } = await makeRole(guarded(arn));
    const { credentials: plain } = await call(key, "GetSessionToken");
    await refusal(assume(plain, roleArn), "AccessDenied");
    house.waitSteps(3);
    const { credentials } = await call(key, "GetSessionToken", {
      serialNumber: device?.serialNumber,
      tokenCode: device?.codeAt(house.step()),
    });
    await assume(credentials, roleArn);
  });

  test("gives sessions in which AWS's MFA keys are absent, and ours tell", async () => {
    const { key, arn, device } = await keyHolder({ device: true });
    const only = (Condition: object) => ({ ...allow("iam:CreateGroup"), Condition });
    const { roleArn, roleName } = await makeRole(guarded(arn), {
      policy: document(only({ Bool: { "aws:MultiFactorAuthPresent": "true" } })),
    });
    house.waitSteps(3);
    const { credentials } = await assume(key, roleArn, {
      serialNumber: device?.serialNumber,
      tokenCode: device?.codeAt(house.step()),
    });
    const make = (groupName: string) => call(credentials, "CreateGroup", { groupName });
    await refusal(make(`a-${roleName}`), "AccessDenied");
    await root.knock("PutRolePolicy", {
      roleName,
      policyName: "own",
      policyDocument: document(
        only({
          Bool: { "sallyport:MultiFactorAuthPresent": "true" },
          NumericLessThan: { "sallyport:MultiFactorAuthAge": "900" },
        }),
      ),
    });
    await make(`b-${roleName}`);
    house.wait(15 * 60_000);
    await refusal(make(`c-${roleName}`), "AccessDenied");
  });
});

describe("a session", () => {
  const everything = document(allow("*"));

  test("does no more than its own policies and the role's both allow", async () => {
    const { key, arn } = await keyHolder();
    const { roleArn, roleName } = await makeRole(trust(arn), {
      policy: document(allow(["iam:CreateGroup", "iam:ListUsers"])),
    });
    const { credentials, packedPolicySize } = await assume(key, roleArn, {
      policy: document(allow(["iam:ListUsers", "iam:ListGroups"])),
    });
    assert.ok(packedPolicySize !== undefined && packedPolicySize > 0);
    await call(credentials, "ListUsers");
    await refusal(call(credentials, "ListGroups"), "AccessDenied");
    const refused = await refusal(
      call(credentials, "CreateGroup", { groupName: `s-${roleName}` }),
      "AccessDenied",
    );
    assert.match(refused.message, /because no session policy allows the iam:CreateGroup action$/);
  });

  test("limited to a managed policy follows it", async () => {
    const { key, arn } = await keyHolder();
    const { roleArn } = await makeRole(trust(arn), { policy: everything });
    const { credentials } = await assume(key, roleArn, {
      policyArns: [{ arn: "arn:aws:iam::aws:policy/IAMReadOnlyAccess" }],
    });
    await call(credentials, "ListUsers");
    await refusal(call(credentials, "CreateGroup", { groupName: `m${made}` }), "AccessDenied");
    const unknown = await assume(key, roleArn, {
      policyArns: [{ arn: `arn:aws:iam::${account.accountId}:policy/nothing-here` }],
    });
    await refusal(call(unknown.credentials, "ListUsers"), "AccessDenied");
  });

  test("does not reach the console's operations, nor root, nor another session of one's own", async () => {
    const { key, arn } = await keyHolder();
    const { roleArn } = await makeRole(trust(arn), { policy: everything });
    const { credentials } = await assume(key, roleArn);
    await refusal(call(credentials, "GetMyCredentials"), "AccessDenied");
    for (const name of ["GetSessionToken", "GetFederationToken"] as const) {
      const refused = await refusal(call(credentials, name, { name: "visitor" }), "AccessDenied");
      assert.equal(refused.message, `Cannot call ${name} with session credentials`);
    }
    await refusal(call(credentials, "GetUser"), "ValidationError");
    const rootSerial = `arn:aws:iam::${account.accountId}:mfa/of-root`;
    const { device } = await house.equip(account.root, "of-root");
    assert.equal(device.serialNumber, rootSerial);
    await refusal(
      call(credentials, "DeactivateMFADevice", { userName: "root", serialNumber: rootSerial }),
      "NoSuchEntity",
    );
    await refusal(
      call(credentials, "DeleteVirtualMFADevice", { serialNumber: rootSerial }),
      "AccessDenied",
    );
    root = await house.signIn(account.root);
  });

  test("lasts as long as asked for, and the role's most", async () => {
    const { key, arn } = await keyHolder();
    const { roleArn } = await makeRole(trust(arn), { maxSessionDuration: 7200 });
    const refused = await refusal(
      assume(key, roleArn, { durationSeconds: 7201 }),
      "ValidationError",
    );
    assert.equal(
      refused.message,
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
    const { credentials } = await assume(key, roleArn, { durationSeconds: 7200 });
    house.wait(2 * HOUR - 1);
    await call(credentials, "GetCallerIdentity");
    house.wait(1);
    assert.equal(await recognise(credentials), "tokenExpired");
  });

  const endings: Readonly<
    Record<string, (about: { holder: Holder; roleName: string }) => Promise<unknown>>
  > = {
    "its user is deleted": ({ holder }) =>
      root.knock("RemoveUser", { userName: holder.user.userName }),
    "the key that asked is deactivated": ({ holder }) =>
      root.knock("UpdateAccessKey", {
        userName: holder.user.userName,
        accessKeyId: holder.key.accessKeyId,
        status: "Inactive",
      }),
    "the key that asked is deleted": ({ holder }) =>
      root.knock("DeleteAccessKey", {
        userName: holder.user.userName,
        accessKeyId: holder.key.accessKeyId,
      }),
    "its user's sessions are revoked": ({ holder }) =>
      root.knock("RevokeUserSessions", { userName: holder.user.userName }),
    "its role's sessions are revoked": ({ roleName }) =>
      root.knock("RevokeRoleSessions", { roleName }),
    "its role is deleted and made again": async ({ roleName, holder }) => {
      await root.knock("DeleteRolePolicy", { roleName, policyName: "own" });
      await root.knock("DeleteRole", { roleName });
      await root.knock("CreateRole", {
        roleName,
        assumeRolePolicyDocument: trust(holder.arn),
      });
    },
    "the account's are ended": () =>
      house.store.transact((tx) => tx.accounts.raiseEpoch(account.accountId)),
  };
  for (const [what, end] of Object.entries(endings)) {
    test(`is over when ${what}`, async () => {
      root = await house.signIn(account.root);
      const holder = await keyHolder();
      const { roleArn, roleName } = await makeRole(trust(holder.arn), { policy: everything });
      const next = await makeRole(trust(roleArn), { policy: everything });
      const { credentials } = await assume(holder.key, roleArn);
      const chained = await assume(credentials, next.roleArn);
      await call(chained.credentials, "ListUsers");
      await end({ holder, roleName });
      assert.equal(await recognise(credentials), "keyUnknown");
      assert.equal(await recognise(chained.credentials), "keyUnknown");
    });
  }
});

describe("a chain of roles", () => {
  test("lasts an hour at most, hands on transitive tags and keeps its source identity", async () => {
    root = await house.signIn(account.root);
    const { key, arn } = await keyHolder();
    const first = await makeRole(trust(arn));
    const second = await makeRole(trust(first.roleArn), {
      policy: document({
        ...allow("iam:CreateGroup"),
        Condition: {
          StringEquals: { "aws:PrincipalTag/Team": "Blue", "aws:SourceIdentity": "ann" },
        },
      }),
    });
    const tags = [
      { key: "Team", value: "Blue" },
      { key: "Mood", value: "Good" },
    ];
    const { credentials, sourceIdentity } = await assume(key, first.roleArn, {
      tags,
      transitiveTagKeys: ["Team"],
      sourceIdentity: "ann",
    });
    assert.equal(sourceIdentity, "ann");
    const long = await refusal(
      assume(credentials, second.roleArn, { durationSeconds: 3601 }),
      "ValidationError",
    );
    assert.match(long.message, /1 hour session limit for roles assumed by role chaining$/);
    const conflicting = await refusal(
      assume(credentials, second.roleArn, { tags: [{ key: "team", value: "Red" }] }),
      "InvalidParameterValue",
    );
    assert.equal(
      conflicting.message,
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
    await refusal(
      assume(credentials, second.roleArn, { sourceIdentity: "bob" }),
      "InvalidParameterValue",
    );
    const chained = await assume(credentials, second.roleArn);
    await call(chained.credentials, "CreateGroup", { groupName: `chain${made}` });
  });

  test("hands on tags and a source identity only where the next role's trust takes them", async () => {
    const { key, arn } = await keyHolder();
    const first = await makeRole(trust(arn));
    const trustIn = (Action: readonly string[], Condition: object = {}) =>
      document({ Effect: "Allow", Principal: { AWS: first.roleArn }, Action, Condition });
    const plain = await makeRole(trustIn(["sts:AssumeRole"]));
    const choosy = await makeRole(
      trustIn(["sts:AssumeRole", "sts:TagSession"], {
        StringEqualsIfExists: { "aws:RequestTag/Team": "Red" },
      }),
    );
    const tagged = await assume(key, first.roleArn, {
      tags: [{ key: "Team", value: "Blue" }],
      transitiveTagKeys: ["Team"],
    });
    const refused = await refusal(assume(tagged.credentials, plain.roleArn), "AccessDenied");
    assert.match(refused.message, /perform: sts:TagSession on/);
    await refusal(assume(tagged.credentials, choosy.roleArn), "AccessDenied");
    const named = await assume(key, first.roleArn, { sourceIdentity: "ann" });
    const unnamed = await refusal(assume(named.credentials, plain.roleArn), "AccessDenied");
    assert.match(unnamed.message, /perform: sts:SetSourceIdentity on/);
    const bare = await assume(key, first.roleArn);
    await assume(bare.credentials, plain.roleArn);
    await assume(bare.credentials, choosy.roleArn);
  });

  test("carries no more than 50 tags in all, inherited ones included", async () => {
    const { key, arn } = await keyHolder();
    const first = await makeRole(trust(arn));
    const second = await makeRole(trust(first.roleArn));
    const tags = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ key: `K${from + index}`, value: "v" }));
    const { credentials } = await assume(key, first.roleArn, {
      tags: tags(0, 30),
      transitiveTagKeys: tags(0, 30).map((tag) => tag.key),
    });
    const refused = await refusal(
      assume(credentials, second.roleArn, { tags: tags(30, 21) }),
      "ValidationError",
    );
    assert.equal(
      refused.message,
      "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
    );
    await assume(credentials, second.roleArn, { tags: tags(30, 20) });
    // What is not handed on does not count.
    const { credentials: alone } = await assume(key, first.roleArn, { tags: tags(0, 50) });
    await assume(alone, second.roleArn, { tags: tags(0, 50) });
  });

  test("a code of one's own is no good in it", async () => {
    const { key, arn, device } = await keyHolder({ device: true });
    const first = await makeRole(trust(arn));
    const second = await makeRole(trust(first.roleArn));
    const { credentials } = await assume(key, first.roleArn);
    house.waitSteps(3);
    await refusal(
      assume(credentials, second.roleArn, {
        serialNumber: device?.serialNumber,
        tokenCode: device?.codeAt(house.step()),
      }),
      "AccessDenied",
    );
  });
});

describe("tags and policies of a session", () => {
  test("are checked in STS's words", async () => {
    const { key, arn } = await keyHolder();
    const { roleArn } = await makeRole(trust(arn));
    const twice = [
      { key: "Team", value: "1" },
      { key: "team", value: "2" },
    ];
    const duplicate = await refusal(assume(key, roleArn, { tags: twice }), "InvalidParameterValue");
    assert.equal(
      duplicate.message,
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    );
    const missing = await refusal(
      assume(key, roleArn, { transitiveTagKeys: ["Team"] }),
      "InvalidParameterValue",
    );
    assert.equal(
      missing.message,
      "The specified transitive tag key must be included in the requested tags.",
    );
    await refusal(assume(key, roleArn, { policy: "{}" }), "MalformedPolicyDocument");
    await refusal(assume(key, roleArn, { policyArns: [{ arn: `${arn}x` }] }), "ValidationError");
    const many = Array.from({ length: 50 }, (_, index) => ({
      key: `Key${index}`,
      value: "Ж".repeat(200),
    }));
    await refusal(assume(key, roleArn, { tags: many }), "PackedPolicyTooLarge");
  });
});

describe("a refusal's message", () => {
  test("is read by whoever may, in its own account alone", async () => {
    const { key, arn } = await keyHolder({
      policy: document({
        Sid: "NoGroups",
        Effect: "Deny",
        Action: "iam:CreateGroup",
        Resource: "*",
      }),
    });
    const caller = await recognise(key);
    assert.ok(typeof caller !== "string");
    const knock = house.iam.perform("CreateGroup", {
      caller,
      input: { groupName: "nobody" },
      context: { ...house.browser().context, door: "aws-query" },
    });
    const { facts } = await refusal(knock, "AccessDenied");
    const encodedMessage = facts.encodedMessage ?? "";
    assert.doesNotMatch(encodedMessage, /NoGroups/);

    const reader = await keyHolder({ policy: may });
    const ask = { encodedMessage };
    const { decodedMessage } = await call(reader.key, "DecodeAuthorizationMessage", ask);
    const told = JSON.parse(decodedMessage);
    assert.equal(told.explicitDeny, true);
    assert.deepEqual(told.matchedStatements.items, [{ statementId: "NoGroups", policy: "own" }]);
    assert.equal(told.context.principal.arn, arn);
    assert.equal(told.context.action, "iam:CreateGroup");

    await refusal(call(key, "DecodeAuthorizationMessage", ask), "AccessDenied");
    const other = await house.makeAccount();
    const stranger = await keyHolder({
      policy: may,
      of: other,
      by: await house.signIn(other.root),
    });
    for (const wrong of [encodedMessage, "00", "not hex", encodedMessage.slice(2)]) {
      await refusal(
        call(stranger.key, "DecodeAuthorizationMessage", { encodedMessage: wrong }),
        "InvalidAuthorizationMessage",
      );
    }
  });
});

describe("a refusal's message, in a header", () => {
  const asProgram = async (by: Credentials, name: OperationName, input: Input) => {
    const caller = await recognise(by);
    assert.ok(typeof caller !== "string");
    const context = { ...house.browser().context, door: "aws-query" as const };
    return house.iam.perform(name, { caller, input, context });
  };

  test("tells nothing of a role in another account", async () => {
    const other = await house.makeAccount();
    const otherRoot = await house.signIn(other.root);
    const guest = await keyHolder({
      of: other,
      by: otherRoot,
      policy: document(allow("sts:*"), {
        Effect: "Deny",
        Action: "sts:AssumeRole",
        Resource: "*",
        Condition: { StringLike: { "aws:ResourceTag/Owner": "a*" } },
      }),
    });
    const trusting = trust(`arn:aws:iam::${other.accountId}:root`, {}, "Deny");
    const [denying, labelled] = [await makeRole(trusting), await makeRole(trust(accountRoot()))];
    const { roleName } = labelled;
    await root.knock("TagRole", { roleName, tags: [{ key: "Owner", value: "ann" }] });
    for (const roleArn of [denying.roleArn, labelled.roleArn, `${denying.roleArn}x`]) {
      const knock = asProgram(guest.key, "AssumeRole", { roleArn, roleSessionName: "visit" });
      const { encodedMessage = "" } = (await refusal(knock, "AccessDenied")).facts;
      const { decodedMessage } = await call(guest.key, "DecodeAuthorizationMessage", {
        encodedMessage,
      });
      const told = JSON.parse(decodedMessage);
      assert.equal(told.explicitDeny, false);
      assert.deepEqual(told.matchedStatements.items, []);
    }
  });

  test("is left out where it would be longer than can be decoded", async () => {
    const { key } = await keyHolder();
    const tags = Array.from({ length: 50 }, (_, index) => ({
      key: `Key${index}`,
      value: "Ж".repeat(200),
    }));
    const { facts } = await refusal(
      asProgram(key, "CreateUser", { userName: "nobody", tags }),
      "AccessDenied",
    );
    assert.equal(facts.encodedMessage, undefined);
  });
});

describe("a federated user", () => {
  test("is somebody, and may do nothing in IAM", async () => {
    const { key } = await keyHolder({ policy: may });
    const answer = await call(key, "GetFederationToken", { name: "visitor" });
    const { accountId } = account;
    assert.deepEqual(answer.federatedUser, {
      federatedUserId: `${accountId}:visitor`,
      arn: `arn:aws:sts::${accountId}:federated-user/visitor`,
    });
    assert.equal(answer.packedPolicySize, 0);
    assert.deepEqual(await call(answer.credentials, "GetCallerIdentity"), {
      userId: `${accountId}:visitor`,
      account: accountId,
      arn: answer.federatedUser.arn,
    });
    await refusal(call(answer.credentials, "ListUsers"), "InvalidClientTokenId");
    await refusal(call(answer.credentials, "GetSessionToken"), "AccessDenied");
    await refusal(assume(answer.credentials, `arn:aws:iam::${accountId}:role/any`), "AccessDenied");
    await refusal(call(answer.credentials, "GetMyCredentials"), "AccessDenied");
  });

  test("is not made without leave, nor with a session", async () => {
    const plain = await keyHolder();
    await refusal(call(plain.key, "GetFederationToken", { name: "visitor" }), "AccessDenied");
    const { key } = await keyHolder({ policy: may });
    const { credentials } = await call(key, "GetSessionToken");
    await refusal(call(credentials, "GetFederationToken", { name: "visitor" }), "AccessDenied");
  });
});
