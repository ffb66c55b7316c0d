// Who signed a text: long-term keys and session tokens, and everything that ends them.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, describe, test } from "node:test";
import type { Caller } from "../caller.ts";
import { HOUR, MINUTE, toIso } from "../instant.ts";
import type { AccessKeyId } from "../names.ts";
import {
  type Account,
  type Authenticator,
  type Browser,
  type House,
  type Input,
  openHouse,
  type Resident,
  refusal,
  wrongCode,
} from "../testing/house/index.ts";

const scope = { date: "20261124", region: "us-east-1", service: "iam" };
const stringToSign = "AWS4-HMAC-SHA256\n…";

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

function sign({ secretAccessKey }: Credentials, text = stringToSign): string {
  const hmac = (key: string | Buffer, data: string) =>
    createHmac("sha256", key).update(data).digest();
  const chain = [scope.date, scope.region, scope.service, "aws4_request", text];
  return chain.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`).toString("hex");
}

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

function recognise(credentials: Credentials, signature = sign(credentials)) {
  const { accessKeyId, sessionToken: securityToken } = credentials;
  return house.iam.signer({ accessKeyId, securityToken, scope, stringToSign, signature });
}

async function callerOf(credentials: Credentials): Promise<Caller> {
  const caller = await recognise(credentials);
  if (typeof caller === "string") throw new Error(caller);
  return caller;
}

async function call(credentials: Credentials, name: "GetSessionToken", input: Input = {}) {
  return house.browser().knockAs(await callerOf(credentials), name, input);
}

/** A user in Administrators with a key, and with a device where asked. */
async function keyHolder({ device = false } = {}) {
  made += 1;
  const user = await house.addUser(account, `holder${made}`, { manager: true, by: root });
  const equipped = device ? await house.equip(user) : undefined;
  const { accessKey } = await root.knock("CreateAccessKey", { userName: user.userName });
  return { user, key: accessKey, device: equipped?.device, browser: equipped?.browser };
}

async function mfaSession(holder: { key: Credentials; device: Authenticator | undefined }) {
  house.waitSteps(3);
  const { credentials } = await call(holder.key, "GetSessionToken", codeOf(holder.device));
  return credentials;
}

function codeOf(device: Authenticator | undefined, code = device?.codeAt(house.step())): Input {
  return { serialNumber: device?.serialNumber, tokenCode: code };
}

const ask = async (credentials: Credentials, name: "GetUser" | "CreateGroup", input: Input = {}) =>
  house.browser().knockAs(await callerOf(credentials), name, input);

describe("a long-term key", () => {
  test("stands for its user", async () => {
    const { user, key } = await keyHolder();
    const caller = await recognise(key);
    assert.ok(typeof caller !== "string" && caller.kind === "person");
    assert.equal(caller.proof, "accessKey");
    assert.equal(caller.person.name, user.userName);
  });

  test("with another secret, another text or no signature does not", async () => {
    const { key } = await keyHolder();
    for (const signature of [
      sign({ ...key, secretAccessKey: "x".repeat(40) }),
      sign(key, "another text"),
      sign(key).toUpperCase(),
      sign(key).slice(1),
      "",
    ]) {
      assert.equal(await recognise(key, signature), "mismatch");
    }
  });

  test("that is inactive, deleted or made up is unknown", async () => {
    const { user, key } = await keyHolder();
    const { userName } = user;
    const { accessKeyId } = key;
    await root.knock("UpdateAccessKey", { userName, accessKeyId, status: "Inactive" });
    assert.equal(await recognise(key), "keyUnknown");
    await root.knock("UpdateAccessKey", { userName, accessKeyId, status: "Active" });
    assert.notEqual(await recognise(key), "keyUnknown");
    await root.knock("DeleteAccessKey", { userName, accessKeyId });
    assert.equal(await recognise(key), "keyUnknown");
    for (const accessKeyId of ["", "AKIA", "AKIAQWERTYUIOPASDFGH", "'; drop table"]) {
      assert.equal(await recognise({ ...key, accessKeyId }), "keyUnknown");
    }
  });

  test("is shown when, where and for what it was last used", async () => {
    const { user, key } = await keyHolder();
    const { accessKeyId } = key;
    const lastUsed = async () => {
      await house.settled();
      return root.knock("GetAccessKeyLastUsed", { accessKeyId });
    };
    assert.deepEqual(await lastUsed(), {
      userName: user.userName,
      accessKeyLastUsed: { lastUsedDate: undefined, serviceName: "N/A", region: "N/A" },
    });
    await recognise(key, "no signature is no use");
    assert.equal((await lastUsed()).accessKeyLastUsed.region, "N/A");
    await recognise(key);
    const first = house.now();
    await lastUsed();
    house.wait(MINUTE - 1);
    await recognise(key);
    const use = { serviceName: "iam", region: "us-east-1" };
    assert.deepEqual((await lastUsed()).accessKeyLastUsed, { ...use, lastUsedDate: first });
    house.wait(1);
    await recognise(key);
    assert.equal((await lastUsed()).accessKeyLastUsed.lastUsedDate, house.now());
  });

  test("belongs to one of two that a user may have", async () => {
    const { user, key } = await keyHolder();
    const { userName } = user;
    const { accessKey } = await root.knock("CreateAccessKey", { userName });
    const refused = await refusal(root.knock("CreateAccessKey", { userName }), "LimitExceeded");
    assert.equal(refused.message, "Cannot exceed quota for AccessKeysPerUser: 2");
    const { accessKeyMetadata } = await root.knock("ListAccessKeys", { userName });
    assert.deepEqual(
      accessKeyMetadata.map(({ accessKeyId }) => accessKeyId),
      [key.accessKeyId, accessKey.accessKeyId].sort(),
    );
    const pages = [];
    for (let marker: string | undefined; ; ) {
      const page = await root.knock("ListAccessKeys", { userName, maxItems: 1, marker });
      pages.push(...page.accessKeyMetadata);
      if (!page.isTruncated) break;
      marker = page.marker;
    }
    assert.deepEqual(pages, accessKeyMetadata);
  });

  test("of somebody else is told like one that is not there", async () => {
    const [one, other] = [await keyHolder(), await keyHolder()];
    const input = { userName: one.user.userName, accessKeyId: other.key.accessKeyId };
    const refused = await refusal(root.knock("DeleteAccessKey", input), "NoSuchEntity");
    assert.equal(
      refused.message,
      `The Access Key with id ${other.key.accessKeyId} cannot be found.`,
    );
    await refusal(root.knock("UpdateAccessKey", { ...input, status: "Inactive" }), "NoSuchEntity");
    assert.notEqual(await recognise(other.key), "keyUnknown");
  });

  test("that is nobody's has a last use that nobody is told", async () => {
    const accessKeyId = "AKIAQWERTYUIOPASDFGH";
    const refused = await refusal(root.knock("GetAccessKeyLastUsed", { accessKeyId }));
    assert.equal(
      refused.message,
      `User: arn:aws:iam::${account.accountId}:root is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${accessKeyId}`,
    );
  });

  test("names its account in its id", async () => {
    const { key } = await keyHolder();
    const caller = await callerOf(key);
    const { accessKeyId } = key;
    const info = await house.browser().knockAs(caller, "GetAccessKeyInfo", { accessKeyId });
    assert.equal(info.account, account.accountId);
    // A published pair of key and account.
    const known = { accessKeyId: "ASIAQNZGKIQY56JQ7WML" };
    const other = await house.browser().knockAs(caller, "GetAccessKeyInfo", known);
    assert.equal(other.account, "029608264753");
  });

  test("needs a fresh factor for what is its owner's own, where the owner has one", async () => {
    const { user, key, device } = await keyHolder({ device: true });
    const own = { userName: user.userName, serialNumber: device?.serialNumber };
    const caller = await callerOf(key);
    const knock = () => house.browser().knockAs(caller, "DeactivateMFADevice", own);
    const refused = await refusal(knock(), "AccessDenied");
    assert.match(refused.message, /iam:DeactivateMFADevice .* sts:GetSessionToken/);
    const session = await mfaSession({ key, device });
    house.wait(15 * MINUTE + 1);
    const stale = await callerOf(session);
    await refusal(house.browser().knockAs(stale, "DeactivateMFADevice", own), "AccessDenied");
    const fresh = await callerOf(await mfaSession({ key, device }));
    await house.browser().knockAs(fresh, "DeactivateMFADevice", own);
    assert.equal(await recognise(session), "keyUnknown", "a removed device ends its sessions");
  });

  test("needs none for other people's", async () => {
    const [{ key }, other] = [await keyHolder({ device: true }), await keyHolder()];
    const input = { userName: other.user.userName, accessKeyId: other.key.accessKeyId };
    const caller = await callerOf(key);
    await house.browser().knockAs(caller, "DeleteAccessKey", input);
  });

  test("cannot do what is the console's", async () => {
    const { key } = await keyHolder();
    const caller = await callerOf(key);
    for (const name of ["ListSessions", "StartMFAEnrolment", "GetConsoleContext"] as const) {
      const knock = house.browser().knockAs(caller, name, { deviceName: "phone" });
      await refusal(knock, "AccessDenied");
    }
  });
});

describe("a session token", () => {
  test("stands for the user, with when MFA was shown", async () => {
    const holder = await keyHolder({ device: true });
    const credentials = await mfaSession(holder);
    const caller = await recognise(credentials);
    assert.ok(typeof caller !== "string" && caller.kind === "person");
    assert.ok(caller.proof === "sessionToken");
    assert.equal(caller.person.name, holder.user.userName);
    assert.equal(caller.statement.mfaAuthenticatedAt, house.now());
    assert.match(credentials.accessKeyId, /^ASIA[A-Z2-7]{16}$/);
    assert.match(credentials.secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
    assert.equal(credentials.expiration, house.now() + 12 * HOUR);
    await ask(credentials, "CreateGroup", { groupName: `by-${holder.user.userName}` });
  });

  test("made without MFA may say who it is, and nothing else", async () => {
    const { key } = await keyHolder();
    const { credentials } = await call(key, "GetSessionToken");
    const refused = await refusal(ask(credentials, "GetUser"), "InvalidClientTokenId");
    assert.match(refused.message, /^The security token included in the request is invalid/);
    const caller = await callerOf(credentials);
    const identity = await house.browser().knockAs(caller, "GetCallerIdentity");
    assert.equal(identity.account, account.accountId);
    const again = await refusal(call(credentials, "GetSessionToken"), "AccessDenied");
    assert.equal(again.message, "Cannot call GetSessionToken with session credentials");
  });

  test("makes no other, and neither does the console", async () => {
    const session = await mfaSession(await keyHolder({ device: true }));
    const refused = await refusal(call(session, "GetSessionToken"), "AccessDenied");
    assert.equal(refused.message, "Cannot call GetSessionToken with session credentials");
    await refusal(root.knock("GetSessionToken"), "AccessDenied");
  });

  test("lasts as long as asked, root's no longer than an hour", async () => {
    const { key } = await keyHolder();
    const { credentials } = await call(key, "GetSessionToken", { durationSeconds: 900 });
    house.wait(15 * MINUTE - 1);
    assert.notEqual(await recognise(credentials), "tokenExpired");
    house.wait(1);
    assert.equal(await recognise(credentials), "tokenExpired");
    const { accessKey } = await root.knock("CreateAccessKey");
    const ofRoot = await call(accessKey, "GetSessionToken", { durationSeconds: 129_600 });
    assert.equal(ofRoot.credentials.expiration, house.now() + HOUR);
  });

  test("is good with its own id alone, and not at all where one letter differs", async () => {
    const { key } = await keyHolder();
    const [one, other] = [
      (await call(key, "GetSessionToken")).credentials,
      (await call(key, "GetSessionToken")).credentials,
    ];
    const mixed = { ...one, accessKeyId: other.accessKeyId };
    assert.equal(await recognise(mixed), "tokenInvalid");
    assert.equal(await recognise({ ...one, sessionToken: other.sessionToken }), "tokenInvalid");
    assert.equal(await recognise({ ...key, sessionToken: one.sessionToken }), "tokenInvalid");
    assert.equal(await recognise({ ...one, secretAccessKey: other.secretAccessKey }), "mismatch");
    const { sessionToken, ...without } = one;
    assert.equal(await recognise(without), "keyUnknown");
    assert.equal(await recognise({ ...one, sessionToken: "" }), "tokenInvalid");
    const altered = sessionToken.replace(/.(?=.{20}$)/, (letter) => (letter === "A" ? "B" : "A"));
    assert.equal(await recognise({ ...one, sessionToken: altered }), "tokenInvalid");
  });

  test("may be asked to be long", async () => {
    const { key } = await keyHolder();
    const { credentials } = await call(key, "GetSessionToken", { minimumSessionTokenSize: 4096 });
    assert.ok(credentials.sessionToken.length >= 4096);
    assert.notEqual(await recognise(credentials), "tokenInvalid");
  });

  const ends: readonly (readonly [string, (holder: Holder) => Promise<unknown>])[] = [
    [
      "the key is deactivated, for good",
      async ({ user, key }) => {
        const change = { userName: user.userName, accessKeyId: key.accessKeyId };
        await root.knock("UpdateAccessKey", { ...change, status: "Inactive" });
        await root.knock("UpdateAccessKey", { ...change, status: "Active" });
      },
    ],
    [
      "the key is deleted",
      ({ user, key }) =>
        root.knock("DeleteAccessKey", {
          userName: user.userName,
          accessKeyId: key.accessKeyId,
        }),
    ],
    ["the user is deleted", ({ user }) => root.knock("RemoveUser", { userName: user.userName })],
    [
      "the password is changed",
      ({ user }) =>
        root.knock("UpdateLoginProfile", { userName: user.userName, password: "Another-9-word!" }),
    ],
    [
      "the device is removed",
      ({ user, device }) =>
        root.knock("DeactivateMFADevice", {
          userName: user.userName,
          serialNumber: device?.serialNumber,
        }),
    ],
    [
      "all of the account's sessions are ended",
      () => house.store.transact((tx) => tx.accounts.raiseEpoch(account.accountId)),
    ],
  ];
  type Holder = { user: Resident; key: Credentials; device: Authenticator | undefined };
  for (const [what, end] of ends) {
    test(`ends when ${what}`, async () => {
      const holder = await keyHolder({ device: true });
      const session = await mfaSession(holder);
      const caller = await callerOf(session);
      await end(holder);
      assert.equal(await recognise(session), "keyUnknown");
      // Also where it had been recognised a moment before.
      const late = house.browser().knockAs(caller, "CreateGroup", { groupName: "late" });
      await refusal(late, "InvalidClientTokenId");
    });
  }
});

describe("a code at GetSessionToken", () => {
  const failed = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";

  test("is used once, here as at every other door", async () => {
    const { user, key, device } = await keyHolder({ device: true });
    house.waitSteps(3);
    const code = codeOf(device);
    await call(key, "GetSessionToken", code);
    assert.equal((await refusal(call(key, "GetSessionToken", code))).message, failed);
    const at = await house.typePassword(user);
    const used = await refusal(at.knock("SubmitMFACode", { code: code["tokenCode"] }));
    assert.equal(used.facts.fault, "used");
    house.waitSteps(1);
    const next = codeOf(device);
    await at.knock("SubmitMFACode", { code: next["tokenCode"] });
    assert.equal((await refusal(call(key, "GetSessionToken", next))).message, failed);
  });

  test("and its device's number come together, and the device is the caller's", async () => {
    const [one, other] = [await keyHolder({ device: true }), await keyHolder({ device: true })];
    house.waitSteps(3);
    const { serialNumber, tokenCode } = codeOf(one.device);
    for (const input of [{ serialNumber }, { tokenCode }]) {
      assert.equal(
        (await refusal(call(one.key, "GetSessionToken", input), "AccessDenied")).message,
        "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
      );
    }
    for (const serial of [other.device?.serialNumber, "arn:aws:iam::1:mfa/none"]) {
      const input = { serialNumber: serial, tokenCode };
      assert.equal(
        (await refusal(call(one.key, "GetSessionToken", input), "AccessDenied")).message,
        "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
      );
    }
    await call(one.key, "GetSessionToken", { serialNumber, tokenCode });
  });

  test("is charged to the key before it is compared, and given back by a success", async () => {
    const { user, key, device } = await keyHolder({ device: true });
    assert.ok(device);
    house.waitSteps(3);
    const wrong = codeOf(device, wrongCode(device, house.step()));
    const caller = await callerOf(key);
    const at = house.browser();
    const source = `key:${key.accessKeyId}`;
    for (let time = 0; time < 4; time++) {
      const refused = await refusal(at.knockAs(caller, "GetSessionToken", wrong));
      assert.deepEqual([refused.code, refused.message], ["AccessDenied", failed]);
    }
    assert.deepEqual(await house.ledger(user, source), {
      cost: 12,
      wrong: 4,
      streak: 4,
      waitUntil: undefined,
    });
    await at.knockAs(caller, "GetSessionToken", codeOf(device));
    assert.deepEqual(await house.ledger(user, source), {
      cost: 0,
      wrong: 0,
      streak: 0,
      waitUntil: undefined,
    });
    // From elsewhere a success gives nothing back of these.
    house.waitSteps(3);
    for (let time = 0; time < 2; time++) {
      await refusal(house.browser().knockAs(caller, "GetSessionToken", wrong));
    }
    await house.browser().knockAs(caller, "GetSessionToken", codeOf(device));
    assert.equal((await house.ledger(user, source))?.wrong, 2);
  });

  test("waits after five wrong ones, and the right one too", async () => {
    const { key, device } = await keyHolder({ device: true });
    assert.ok(device);
    house.waitSteps(3);
    for (let time = 0; time < 5; time++) {
      const wrong = codeOf(device, wrongCode(device, house.step()));
      await refusal(call(key, "GetSessionToken", wrong), "AccessDenied");
    }
    const refused = await refusal(call(key, "GetSessionToken", codeOf(device)), "AccessDenied");
    assert.match(refused.message, /^MultiFactorAuthentication failed: Too many wrong codes/);
    house.waitSteps(2);
    await call(key, "GetSessionToken", codeOf(device));
  });

  test("teaches the device's drift", async () => {
    const { user, key, device } = await keyHolder({ device: true });
    assert.ok(device);
    house.waitSteps(3);
    await call(key, "GetSessionToken", codeOf(device, device.codeAt(house.step() + 1)));
    assert.equal((await house.assignmentOf(user, device)).drift, 1);
    assert.equal((await house.assignmentOf(user, device)).lastUsedAt, house.now());
  });
});

test("the trail tells key, session and device, and no secret", async () => {
  const holder = await keyHolder({ device: true });
  const session = await mfaSession(holder);
  house.wait(1);
  await ask(session, "CreateGroup", { groupName: "of-the-trail" });
  const [group, token] = await house.trail(account.accountId);
  assert.equal(group?.eventName, "CreateGroup");
  assert.equal(group?.userIdentity["accessKeyId"], session.accessKeyId);
  const begun = { creationDate: toIso(house.now()), mfaAuthenticated: "true" };
  assert.deepEqual(group?.userIdentity["sessionContext"], { attributes: begun });
  assert.equal(token?.eventName, "GetSessionToken");
  assert.equal(token?.["eventSource"], "sts.amazonaws.com");
  assert.equal(token?.userIdentity["accessKeyId"], holder.key.accessKeyId);
  assert.equal(token?.userIdentity["sessionContext"], undefined);
  assert.deepEqual(token?.requestParameters, { serialNumber: holder.device?.serialNumber });
  assert.deepEqual(token?.responseElements, {
    credentials: { accessKeyId: session.accessKeyId, expiration: session.expiration },
  });
});

test("a wrong input is echoed by STS, but never a code", async () => {
  const { key } = await keyHolder();
  const input = { durationSeconds: 1, serialNumber: "a b", tokenCode: "12345x7" };
  const refused = await refusal(call(key, "GetSessionToken", input), "ValidationError");
  assert.equal(
    refused.message,
    "5 validation errors detected: Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900; Value 'a b' at 'serialNumber' failed to satisfy constraint: Member must have length greater than or equal to 9; Value 'a b' at 'serialNumber' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=/:,.@-]*; Value at 'tokenCode' failed to satisfy constraint: Member must have length less than or equal to 6; Value at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]*",
  );
});

test("a key's row names its account and person", async () => {
  const { user, key } = await keyHolder();
  const id = key.accessKeyId as AccessKeyId;
  const row = await house.store.read((tx) => tx.accessKeys.find(id));
  assert.equal(row?.personId, (await house.personOf(user)).personId);
});
