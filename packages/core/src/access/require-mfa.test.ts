// "Require MFA": how would I get in without the second factor?

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Caller } from "../caller.ts";
import { DAY, HOUR, instant, MINUTE, toIso } from "../instant.ts";
import type { OperationName } from "../operations/index.ts";
import {
  type Account,
  authenticator,
  type Browser,
  type Credentials,
  callWith,
  type House,
  type Input,
  keyOf as makeKey,
  openHouse,
  type Resident,
  recognise,
  refusal,
} from "../testing/house/index.ts";
import { demandOn } from "./require-mfa.ts";

let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

interface Firm {
  readonly account: Account;
  readonly root: Browser;
  addUser(name: string): Promise<Resident>;
  switchOn(settings?: Input): Promise<void>;
}

async function openFirm(): Promise<Firm> {
  const account = await house.makeAccount();
  await house.equip(account.root);
  // Signing in as root takes a code of another step: the clock moves on.
  const root = await house.signIn(account.root);
  return {
    account,
    root,
    addUser: (name) => house.addUser(account, name, { by: root }),
    async switchOn(settings = {}) {
      await root.knock("PutMFARequirement", { everyone: true, graceDays: 0, ...settings });
    },
  };
}

async function keyOf(firm: Firm, user: Resident): Promise<Caller> {
  const { accessKey } = await firm.root.knock("CreateAccessKey", { userName: user.userName });
  const person = await house.personOf(user);
  return {
    kind: "person",
    proof: "accessKey",
    person,
    accessKeyId: accessKey.accessKeyId as never,
  };
}

/** A moment that a date and time in whole seconds says exactly. */
function inWholeSeconds(milliseconds: number): string {
  house.waitSteps(1);
  return toIso(instant(house.now() + milliseconds));
}

const asks = (at: Browser) => at.knock("ListGroupsForUser", { userName: "nobody-else" });

async function assertShutOut(work: Promise<unknown>) {
  const refused = await refusal(work, "AccessDenied");
  assert.match(refused.message, /with an explicit deny because the account requires MFA/);
  return refused;
}

async function stepOf(at: Browser) {
  return (await at.knock("GetSignIn")).step;
}

async function enrolAtSignIn(at: Browser, user: Resident) {
  const { secretKey, deviceName } = await at.knock("ShowEnrolmentAtSignIn");
  const device = authenticator(`arn:aws:iam::${user.accountId}:mfa/${deviceName}`, secretKey);
  const answer = await at.knock("FinishEnrolmentAtSignIn", device.pairAt(house.step() - 1));
  user.devices.push(device);
  return answer;
}

describe("switching on", () => {
  test("only a session with MFA may, so that nobody shuts themselves out", async () => {
    const account = await house.makeAccount();
    const root = await house.signIn(account.root);
    const work = root.knock("PutMFARequirement", { everyone: true, graceDays: 0 });
    assert.match((await refusal(work, "ValidationError")).message, /Set up MFA for yourself first/);
  });

  test("it is recorded, told, and ends temporary credentials", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    const { accessKey } = await firm.root.knock("CreateAccessKey", { userName: "pia" });
    const epoch = async () =>
      house.store.read(
        async (tx) =>
          (await tx.accessKeys.findSigner(accessKey.accessKeyId as never))?.accountEpoch,
      );
    const former = await epoch();
    await firm.switchOn({ graceDays: 5 });
    assert.equal(await epoch(), (former ?? 0) + 1);
    const { requirement } = await firm.root.knock("GetMFARequirement");
    assert.deepEqual(requirement, { since: house.now(), graceDays: 5, everyone: true });
    const [event] = await house.trail(user.accountId);
    const put = (await house.trail(user.accountId)).find(
      ({ eventName }) => eventName === "PutMFARequirement",
    );
    assert.equal(put?.requestParameters?.["graceDays"], 5, JSON.stringify(event));
  });

  test("it asks for groups or everyone, and for groups that there are", async () => {
    const firm = await openFirm();
    await refusal(firm.switchOn({ everyone: false }), "ValidationError");
    await refusal(firm.switchOn({ everyone: false, groupNames: ["ghosts"] }), "NoSuchEntity");
  });
});

test("what is required is simulated as it is decided", async () => {
  const firm = await openFirm();
  const { userName } = await house.addUser(firm.account, "boss", { manager: true, by: firm.root });
  const simulate = async (actionName: string, mfa?: "true") => {
    const { evaluationResults } = await firm.root.knock("SimulatePrincipalPolicy", {
      policySourceArn: `arn:aws:iam::${firm.account.accountId}:user/${userName}`,
      actionNames: [actionName],
      ...(mfa && {
        contextEntries: [
          {
            contextKeyName: "aws:MultiFactorAuthPresent",
            contextKeyValues: [mfa],
            contextKeyType: "boolean",
          },
        ],
      }),
    });
    const [result] = evaluationResults;
    return {
      decision: result?.evalDecision,
      by: result?.matchedStatements.map(({ sourcePolicyId }) => sourcePolicyId),
      missing: result?.missingContextValues,
    };
  };
  const free = await simulate("iam:ListUsers");
  assert.equal(free.decision, "allowed");
  await firm.switchOn({ graceDays: 5 });
  assert.deepEqual(await simulate("iam:ListUsers"), free, "there still is grace");
  await firm.switchOn();
  assert.deepEqual(await simulate("iam:ListUsers"), {
    decision: "explicitDeny",
    by: ["require-mfa"],
    missing: [],
  });
  assert.deepEqual(await simulate("iam:ListUsers", "true"), free);
  assert.notEqual((await simulate("sts:GetCallerIdentity")).decision, "explicitDeny");
});

describe("switching off", () => {
  test("only a session with MFA may, whatever else it is allowed", async () => {
    const firm = await openFirm();
    const boss = await house.addUser(firm.account, "boss", { manager: true, by: firm.root });
    await firm.switchOn({ graceDays: 5 });
    const at = await house.typePassword(boss);
    await at.knock("SkipEnrolmentAtSignIn");
    await refusal(at.knock("DeleteMFARequirement"), "ValidationError");
    await firm.root.knock("DeleteMFARequirement");
  });
});

describe("a group that it names", () => {
  const iamAlone = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "iam:*", Resource: "*" },
  });

  test("is changed with the leave to change the requirement alone", async () => {
    const firm = await openFirm();
    const clerk = await firm.addUser("clerk");
    await firm.root.knock("PutUserPolicy", {
      userName: "clerk",
      policyName: "iam",
      policyDocument: iamAlone,
    });
    const { browser: at } = await house.equip(clerk);
    for (const groupName of ["developers", "machines", "others"])
      await firm.root.knock("CreateGroup", { groupName });
    const member = { groupName: "developers", userName: "clerk" };
    await at.knock("AddUserToGroup", member);
    await firm.switchOn({
      everyone: false,
      groupNames: ["developers"],
      exemptGroupNames: ["machines"],
    });
    const leave = /not authorized to perform: sallyport:PutMFARequirement/;
    const refused = [
      at.knock("RemoveUserFromGroup", member),
      at.knock("AddUserToGroup", { groupName: "machines", userName: "clerk" }),
      at.knock("AddUser", { userName: "robot", groupNames: ["machines"] }),
      at.knock("DeleteGroup", { groupName: "machines" }),
      at.knock("RemoveGroup", { groupName: "developers" }),
    ];
    for (const work of refused) assert.match((await refusal(work, "AccessDenied")).message, leave);
    await at.knock("AddUserToGroup", { groupName: "others", userName: "clerk" });
    await firm.root.knock("RemoveUserFromGroup", member);
  });
});

describe("a group that it names, by key", () => {
  const everything = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "*", Resource: "*" },
  });

  /** An administrator within their grace, with a key, in a firm whose groups are named. */
  async function openGroups(options: { readonly device: boolean }) {
    const firm = await openFirm();
    const boss = await firm.addUser("boss");
    const { root } = firm;
    await root.knock("PutUserPolicy", {
      userName: "boss",
      policyName: "all",
      policyDocument: everything,
    });
    if (options.device) await house.equip(boss);
    for (const groupName of ["people", "machines"]) await root.knock("CreateGroup", { groupName });
    for (const userName of ["robot", "spare"]) await root.knock("CreateUser", { userName });
    await root.knock("AddUserToGroup", { groupName: "people", userName: "boss" });
    await root.knock("AddUserToGroup", { groupName: "machines", userName: "robot" });
    const key = await makeKey(root, "boss");
    await firm.switchOn({
      everyone: false,
      groupNames: ["people"],
      exemptGroupNames: ["machines"],
      graceDays: 10,
    });
    return { firm, root, boss, key };
  }

  const password = "Some-9-other-words";
  /** All that changes of whom it is required. */
  const ways: readonly (readonly [OperationName, Input])[] = [
    ["RemoveUserFromGroup", { groupName: "people", userName: "boss" }],
    ["AddUserToGroup", { groupName: "people", userName: "spare" }],
    ["AddUserToGroup", { groupName: "machines", userName: "boss" }],
    ["RemoveUserFromGroup", { groupName: "machines", userName: "robot" }],
    ["UpdateGroup", { groupName: "people", newGroupName: "folk" }],
    ["UpdateGroup", { groupName: "machines", newPath: "/elsewhere/" }],
    ["DeleteGroup", { groupName: "machines" }],
    ["DeleteLoginProfile", { userName: "robot" }],
  ];

  for (const signedRequests of ["own", "none"]) {
    test(`is left alone without a factor, where "${signedRequests}" is asked of signed requests`, async () => {
      const { root, key, boss } = await openGroups({ device: false });
      await root.knock("PutFreshFactorSetting", { signedRequests });
      await root.knock("CreateLoginProfile", { userName: "robot", password });
      const memberships = async () =>
        (await root.knock("ListGroupsForUser", { userName: "boss" })).groups.map(
          (one) => one.groupName,
        );
      for (const [name, input] of ways) {
        const refused = await refusal(callWith(house, key, name, input), "AccessDenied");
        assert.match(
          refused.message,
          /without a code from an MFA device that is not older than/,
          name,
        );
        assert.equal(refused.facts.mfaWouldHelp, true);
      }
      assert.deepEqual(await memberships(), ["people"]);
      // Other groups are as they were, and the key is otherwise good for the days of grace.
      await callWith(house, key, "CreateGroup", { groupName: "others" });
      await callWith(house, key, "AddUserToGroup", { groupName: "others", userName: "boss" });
      assert.equal(boss.devices.length, 0);
    });
  }

  test("is not reached through a role either, and is by a session whose code is young", async () => {
    const { firm, root, boss, key } = await openGroups({ device: true });
    const bossArn = `arn:aws:iam::${firm.account.accountId}:user/boss`;
    await root.knock("CreateRole", {
      roleName: "deputy",
      assumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: { AWS: bossArn }, Action: "sts:AssumeRole" },
      }),
    });
    await root.knock("PutRolePolicy", {
      roleName: "deputy",
      policyName: "all",
      policyDocument: everything,
    });
    const roleArn = `arn:aws:iam::${firm.account.accountId}:role/deputy`;
    const member = { groupName: "machines", userName: "spare" };
    const assume = (by: Credentials) =>
      callWith(house, by, "AssumeRole", { roleArn, roleSessionName: "visit" });
    const { credentials: washed } = await assume(key);
    assert.match(
      (await refusal(callWith(house, washed, "AddUserToGroup", member), "AccessDenied")).message,
      /Call sts:AssumeRole with SerialNumber and TokenCode/,
    );

    house.waitSteps(3);
    const [device] = boss.devices;
    const { credentials: fresh } = await callWith(house, key, "GetSessionToken", {
      serialNumber: device?.serialNumber,
      tokenCode: device?.codeAt(house.step()),
    });
    const { credentials: proven } = await assume(fresh);
    await callWith(house, proven, "AddUserToGroup", member);
    house.wait(15 * MINUTE);
    await callWith(house, fresh, "RemoveUserFromGroup", member);
    house.wait(1);
    for (const stale of [fresh, proven])
      await refusal(callWith(house, stale, "AddUserToGroup", member), "AccessDenied");
  });

  test("in the console takes a factor of those too who have none, and a fresh one of those who have", async () => {
    const { firm, boss, root } = await openGroups({ device: false });
    const at = await house.typePassword(boss);
    await at.knock("SkipEnrolmentAtSignIn");
    const member = { groupName: "machines", userName: "boss" };
    assert.match(
      (await refusal(at.knock("AddUserToGroup", member), "ValidationError")).message,
      /^Set up MFA for yourself first/,
    );
    assert.ok(await root.hasMfa());
    const other = await house.addUser(firm.account, "other", { manager: true, by: root });
    const { browser } = await house.equip(other);
    await browser.knock("AddUserToGroup", member);
    house.wait(15 * MINUTE + 1);
    await refusal(browser.knock("RemoveUserFromGroup", member), "FreshFactorRequired");
  });
});

describe("without the second factor", () => {
  test("whoever typed a former password enrols no device after it was changed", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    await firm.switchOn();
    const thief = await house.typePassword(user);
    const { secretKey, deviceName } = await thief.knock("ShowEnrolmentAtSignIn");
    const stolen = authenticator(`arn:aws:iam::${user.accountId}:mfa/${deviceName}`, secretKey);
    await firm.root.knock("UpdateLoginProfile", { userName: "pia", passwordResetRequired: true });
    const owner = await house.typePassword(user);
    const newPassword = "Quite-9-other-words";
    await owner.knock("ChangePasswordAtSignIn", { oldPassword: user.password, newPassword });
    // An hour late: assigned out of sync, without the rest of the sign-in.
    const late = stolen.pairAt(house.step() - 120);
    await refusal(thief.knock("FinishEnrolmentAtSignIn", late), "SignInExpired");
    const person = await house.personOf(user);
    assert.deepEqual(await house.store.read((tx) => tx.devices.listOf(person)), []);
    assert.equal(await stepOf(owner), "enrolment");
  });

  test("a session from before is shut out, and may still see itself and leave", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    const at = await house.signIn(user);
    await at.knock("GetUser", {});
    await firm.switchOn();
    await assertShutOut(asks(at));
    const own = await assertShutOut(at.knock("StartMFAEnrolment", { deviceName: "mine" }));
    assert.equal(own.facts.mfaWouldHelp, true);
    await assertShutOut(
      at.knock("ChangePassword", { oldPassword: user.password, newPassword: "New-9-words-right" }),
    );
    await at.knock("GetUser", {});
    await at.knock("ListMFADevices", {});
    await assertShutOut(at.knock("GetUser", { userName: "somebody" }));
    await at.knock("SignOut");
  });

  test("a long-term key is shut out, of somebody with a device too", async () => {
    const firm = await openFirm();
    const [bare, equipped] = [await firm.addUser("pia"), await firm.addUser("tom")];
    await house.equip(equipped);
    const keys = [await keyOf(firm, bare), await keyOf(firm, equipped)];
    await firm.switchOn();
    for (const caller of keys) {
      const at = house.browser();
      await assertShutOut(at.knockAs(caller, "ListUsers"));
      await assertShutOut(
        at.knockAs(caller, "AssumeRole", {
          roleArn: `arn:aws:iam::${firm.account.accountId}:role/any`,
          roleSessionName: "session",
        }),
      );
      await assertShutOut(at.knockAs(caller, "GetFederationToken", { name: "friend" }));
      await at.knockAs(caller, "GetCallerIdentity");
      await at.knockAs(caller, "GetSessionToken");
    }
  });

  test("root is shut out like everyone, whether it enrolled once or never", async () => {
    const firm = await openFirm();
    const other = await house.addUser(firm.account, "boss", { manager: true, by: firm.root });
    const { browser: boss } = await house.equip(other);
    const session = await firm.root.person();
    assert.ok(session);
    await firm.switchOn();
    const withoutMfa = {
      ...session,
      session: { ...session.session, mfaAuthenticatedAt: undefined },
    };
    await assertShutOut(house.browser().knockAs(withoutMfa, "ListUsers"));
    await boss.knock("ListUsers");
  });

  test("sign-in leads to a device, and there is no way around it", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    await firm.switchOn();
    const at = await house.typePassword(user);
    assert.equal(await stepOf(at), "enrolment");
    const { mfaRequired, graceEndsAt } = await at.knock("GetSignIn");
    assert.deepEqual([mfaRequired, graceEndsAt], [true, undefined]);
    assert.equal((await at.knock("SkipEnrolmentAtSignIn")).next, "enrolment");
    assert.equal(await at.isSignedIn(), false);
    const second = await house.typePassword(user);
    await second.knock("ShowEnrolmentAtSignIn");
    assert.equal((await enrolAtSignIn(at, user)).next, "done");
    assert.equal(await at.hasMfa(), true);
    await refusal(second.knock("ShowEnrolmentAtSignIn"), "SignInExpired");
    await refusal(second.knock("SkipEnrolmentAtSignIn"), "SignInExpired");
    assert.equal(await second.isSignedIn(), false);
  });

  test("a user's device at sign-in leaves root's break-glass code as it is", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    await firm.switchOn();
    await house.operate("ResetRootMFA", { accountId: firm.account.accountId });
    await enrolAtSignIn(await house.typePassword(user), user);
    const account = await house.store.read((tx) => tx.accounts.find(firm.account.accountId));
    assert.notEqual(account?.rootEnrolment, undefined);
  });
});

describe("days of grace", () => {
  test("they are counted from the first prompt, and end for every session at once", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    await firm.switchOn({ graceDays: 3 });
    house.wait(2 * DAY);
    const first = await house.typePassword(user);
    const ends = house.now() + 3 * DAY;
    assert.equal((await first.knock("GetSignIn")).graceEndsAt, ends);
    assert.equal((await first.knock("SkipEnrolmentAtSignIn")).next, "done");
    assert.equal(await first.hasMfa(), false);
    house.wait(3 * DAY - 20 * 60_000);
    const late = await house.typePassword(user);
    assert.equal((await late.knock("GetSignIn")).graceEndsAt, ends, "a later prompt moves nothing");
    await late.knock("SkipEnrolmentAtSignIn");
    const waiting = await house.typePassword(user);
    house.wait(5 * 60_000);
    await late.knock("ListGroupsForUser", { userName: "pia" });
    house.wait(15 * 60_000 - 1);
    await late.knock("ListGroupsForUser", { userName: "pia" });
    house.wait(1);
    await assertShutOut(late.knock("ListGroupsForUser", { userName: "pia" }));
    await refusal(waiting.knock("SkipEnrolmentAtSignIn"), "SignInExpired");
    assert.equal(await waiting.isSignedIn(), false);
    const again = await house.typePassword(user);
    assert.equal((await again.knock("SkipEnrolmentAtSignIn")).next, "enrolment");
  });

  test("they do not begin anew by another name, another group, or switching scopes", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    for (const groupName of ["a", "b"]) {
      await firm.root.knock("CreateGroup", { groupName });
      await firm.root.knock("AddUserToGroup", { groupName, userName: "pia" });
    }
    await firm.switchOn({ everyone: false, groupNames: ["a"], graceDays: 1 });
    const at = await house.typePassword(user);
    await at.knock("SkipEnrolmentAtSignIn");
    await firm.root.knock("UpdateUser", { userName: "pia", newUserName: "piet" });
    await firm.root.knock("RemoveUserFromGroup", { groupName: "a", userName: "piet" });
    house.wait(DAY);
    const free = await house.typePassword({
      ...user,
      login: { user: { account: user.accountId, userName: "piet" } },
    });
    assert.equal(await free.isSignedIn(), true, "not in scope any more");
    const root = await house.signIn(firm.account.root);
    await root.knock("PutMFARequirement", { everyone: false, groupNames: ["b"], graceDays: 1 });
    await assertShutOut(free.knock("ListGroupsForUser", { userName: "piet" }));
  });

  test("whoever had a device while it was required has none left when it is gone", async () => {
    const firm = await openFirm();
    const [pia, tom] = [await firm.addUser("pia"), await firm.addUser("tom")];
    await house.equip(pia);
    await firm.switchOn({ graceDays: 10 });
    // Set up on the last day that it could be put off, and lost on the next.
    const first = await house.typePassword(tom);
    await first.knock("SkipEnrolmentAtSignIn");
    const key = await makeKey(firm.root, "tom");
    house.wait(10 * DAY - 20 * MINUTE);
    await enrolAtSignIn(await house.typePassword(tom), tom);
    const root = await house.signIn(firm.account.root);
    for (const user of [pia, tom]) {
      const [device] = user.devices;
      const { userName } = user;
      const gone = { userName, serialNumber: device?.serialNumber };
      await root.knock(user === pia ? "RemoveMFADevice" : "DeactivateMFADevice", gone);
      const again = await house.typePassword(user);
      assert.equal((await again.knock("GetSignIn")).graceEndsAt, undefined, userName);
      assert.equal((await again.knock("SkipEnrolmentAtSignIn")).next, "enrolment");
      assert.equal(await again.isSignedIn(), false);
    }
    await assertShutOut(callWith(house, key, "ListGroupsForUser", { userName: "tom" }));
  });

  test("removing one's own device begins none, and one of two leaves things as they are", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    const { browser: at } = await house.equip(user);
    await house.enrol(at, "second", { owner: user });
    await firm.switchOn({ graceDays: 10 });
    const key = await makeKey(firm.root, "pia");
    const asksNow = () => callWith(house, key, "ListGroupsForUser", { userName: "pia" });
    const remove = (index: number) =>
      at.knock("RemoveMFADevice", { serialNumber: user.devices[index]?.serialNumber });
    await remove(1);
    await asksNow();
    await remove(0);
    await assertShutOut(asksNow());
    await assertShutOut(at.knock("ListGroupsForUser", { userName: "pia" }));
    const again = await house.typePassword({ ...user, devices: [] });
    assert.equal((await again.knock("SkipEnrolmentAtSignIn")).next, "enrolment");
  });

  test("whoever lost a device before it was required, or while it was not required of them, has them all", async () => {
    const firm = await openFirm();
    const [pia, tom] = [await firm.addUser("pia"), await firm.addUser("tom")];
    for (const user of [pia, tom]) await house.equip(user);
    const lose = (user: Resident) =>
      firm.root.knock("RemoveMFADevice", {
        userName: user.userName,
        serialNumber: user.devices[0]?.serialNumber,
      });
    await firm.root.knock("CreateGroup", { groupName: "people" });
    await firm.switchOn({
      everyone: false,
      groupNames: ["people"],
      since: inWholeSeconds(MINUTE),
      graceDays: 3,
    });
    await lose(pia);
    house.wait(MINUTE);
    await lose(tom);
    for (const user of [pia, tom]) {
      const { userName } = user;
      await firm.root.knock("AddUserToGroup", { groupName: "people", userName });
      const at = await house.typePassword(user);
      assert.equal((await at.knock("GetSignIn")).graceEndsAt, house.now() + 3 * DAY, userName);
    }
  });

  test("break-glass gives root no new ones", async () => {
    const firm = await openFirm();
    await firm.switchOn({ graceDays: 10 });
    await house.operate("ResetRootMFA", { accountId: firm.account.accountId });
    const person = await house.personOf(firm.account.root);
    const demand = await house.store.read((tx) => demandOn(tx, person, house.now()));
    assert.equal(demand.kind, "due");
  });

  test("a key that nobody prompts does without no longer than from the day it is required", async () => {
    const firm = await openFirm();
    const user = await firm.addUser("pia");
    const key = await keyOf(firm, user);
    await firm.switchOn({ since: inWholeSeconds(HOUR), graceDays: 1 });
    const asksNow = () => house.browser().knockAs(key, "ListGroupsForUser", { userName: "pia" });
    const isRefusedByRule = async () =>
      /requires MFA/.test(
        ((await asksNow().catch((error: Error) => error)) as Error).message ?? "",
      );
    assert.equal(await isRefusedByRule(), false);
    house.wait(HOUR + DAY - 1);
    assert.equal(await isRefusedByRule(), false);
    house.wait(1);
    assert.equal(await isRefusedByRule(), true);
  });
});

describe("temporary credentials from the days of grace", () => {
  const graceDays = 1;

  /** A user without a device, whose key may act as two roles, one through the other. */
  async function openChain() {
    const firm = await openFirm();
    const { root, account } = firm;
    const user = await firm.addUser("pia");
    const document = (statement: object) =>
      JSON.stringify({ Version: "2012-10-17", Statement: statement });
    const policyDocument = document({ Effect: "Allow", Action: "*", Resource: "*" });
    await root.knock("PutUserPolicy", { userName: "pia", policyName: "all", policyDocument });
    const iam = `arn:aws:iam::${account.accountId}:`;
    const makeRole = async (roleName: string, principal: string) => {
      const assumeRolePolicyDocument = document({
        Effect: "Allow",
        Principal: { AWS: iam + principal },
        Action: "sts:AssumeRole",
      });
      await root.knock("CreateRole", {
        roleName,
        assumeRolePolicyDocument,
        maxSessionDuration: 12 * 3600,
      });
      await root.knock("PutRolePolicy", { roleName, policyName: "all", policyDocument });
    };
    await makeRole("first", "user/pia");
    await makeRole("second", "role/first");
    const key = await makeKey(root, "pia");
    const assume = async (by: Credentials, roleName: string, input: Input = {}) =>
      (
        await callWith(house, by, "AssumeRole", {
          roleArn: `${iam}role/${roleName}`,
          roleSessionName: "visit",
          ...input,
        })
      ).credentials;
    const lateInGrace = async () => {
      await firm.switchOn({ graceDays });
      house.wait(graceDays * DAY - 30 * MINUTE);
      return instant(house.now() + 30 * MINUTE);
    };
    return { firm, user, key, assume, lateInGrace };
  }

  test("end with them, whatever was asked for, and so do those that a chain hands on", async () => {
    const { key, assume, lateInGrace } = await openChain();
    const ends = await lateInGrace();
    const long = { durationSeconds: 12 * 3600 };
    const first = await assume(key, "first", long);
    const second = await assume(first, "second");
    const session = (await callWith(house, key, "GetSessionToken", long)).credentials;
    const fromSession = await assume(session, "first", long);
    const visitor = await callWith(house, key, "GetFederationToken", { name: "visitor", ...long });
    const all = [first, second, session, fromSession, visitor.credentials];
    assert.deepEqual(
      all.map(({ expiration }) => expiration),
      all.map(() => ends),
    );
    const short = await assume(key, "first", { durationSeconds: 900 });
    assert.equal(
      short.expiration,
      house.now() + 15 * MINUTE,
      "what ends before is not made longer",
    );
    house.wait(30 * MINUTE - 1);
    await callWith(house, second, "ListUsers");
    const last = await assume(first, "second");
    house.wait(1);
    for (const credentials of [...all, last])
      assert.equal(await recognise(house, credentials), "tokenExpired");
  });

  test("end when it begins to be required, where no days are given", async () => {
    const { firm, key, assume } = await openChain();
    await firm.switchOn({ since: inWholeSeconds(30 * MINUTE), graceDays: 0 });
    const first = await assume(key, "first");
    assert.equal(first.expiration, house.now() + 30 * MINUTE);
    assert.equal((await assume(first, "second")).expiration, first.expiration);
  });

  test("last as long as was asked for where a factor was shown, and where none is required", async () => {
    const { user, key, assume, lateInGrace } = await openChain();
    const before = await assume(key, "first");
    assert.equal(before.expiration, house.now() + HOUR, "not required yet");
    await lateInGrace();
    await enrolAtSignIn(await house.typePassword(user), user);
    const [device] = user.devices;
    house.waitSteps(3);
    const code = { serialNumber: device?.serialNumber, tokenCode: device?.codeAt(house.step()) };
    const proven = (await callWith(house, key, "GetSessionToken", code)).credentials;
    assert.equal(proven.expiration, house.now() + 12 * HOUR);
    const first = await assume(proven, "first");
    assert.equal(first.expiration, house.now() + HOUR);
    assert.equal((await assume(first, "second")).expiration, house.now() + HOUR);
  });

  test("are not handed on once it is required of whoever asked for the first", async () => {
    const { firm, user, key, assume } = await openChain();
    await firm.root.knock("CreateGroup", { groupName: "people" });
    await firm.switchOn({ everyone: false, groupNames: ["people"], graceDays: 0 });
    const first = await assume(key, "first");
    // In the store, for the operation ends them besides.
    const { accountId, personId } = await house.personOf(user);
    await house.store.atomically(async (tx) => {
      const group = await tx.groups.find(accountId, "people");
      assert.ok(group && (await tx.groups.addMember(accountId, group.groupId, personId)));
    });
    await assertShutOut(assume(key, "first"));
    await assertShutOut(assume(first, "second"));
  });

  describe("from before it was required of a person end with what requires it:", () => {
    const given = async () => {
      const chain = await openChain();
      const { root } = chain.firm;
      for (const groupName of ["people", "machines"])
        await root.knock("CreateGroup", { groupName });
      const robot = { groupName: "machines", userName: "pia" };
      await root.knock("AddUserToGroup", robot);
      await root.knock("DeleteLoginProfile", { userName: "pia" });
      const issue = async () => {
        const first = await chain.assume(chain.key, "first");
        const visitor = await callWith(house, chain.key, "GetFederationToken", { name: "visitor" });
        return [first, await chain.assume(first, "second"), visitor.credentials];
      };
      return { ...chain, root, robot, issue };
    };
    const assertStand = async (all: readonly Credentials[], stands: boolean) => {
      for (const each of all) {
        const found = await recognise(house, each);
        assert.equal(stands ? typeof found : found, stands ? "object" : "keyUnknown");
      }
    };

    test("joining a group that has to", async () => {
      const { firm, root, issue } = await given();
      await firm.switchOn({ everyone: false, groupNames: ["people"] });
      const all = await issue();
      await root.knock("AddUserToGroup", { groupName: "people", userName: "pia" });
      await assertStand(all, false);
    });

    test("leaving one that is exempt", async () => {
      const { firm, root, robot, issue } = await given();
      await firm.switchOn({ exemptGroupNames: ["machines"] });
      const all = await issue();
      await root.knock("RemoveUserFromGroup", robot);
      await assertStand(all, false);
    });

    test("the end of one that is exempt", async () => {
      const { firm, root, issue } = await given();
      await firm.switchOn({ exemptGroupNames: ["machines"] });
      const all = await issue();
      await root.knock("RemoveGroup", { groupName: "machines" });
      await assertStand(all, false);
    });

    test("a console password of one who was exempt", async () => {
      const { firm, root, issue } = await given();
      await firm.switchOn({ exemptGroupNames: ["machines"] });
      const all = await issue();
      await root.knock("CreateLoginProfile", { userName: "pia", password: "New-9-words-right" });
      await assertStand(all, false);
    });

    test("and with nothing else: not by joining twice, nor by other groups", async () => {
      const { firm, root, robot, issue } = await given();
      await firm.switchOn({
        everyone: false,
        groupNames: ["people"],
        exemptGroupNames: ["machines"],
      });
      const all = await issue();
      await root.knock("AddUserToGroup", robot);
      await root.knock("CreateGroup", { groupName: "others" });
      await root.knock("AddUserToGroup", { groupName: "others", userName: "pia" });
      await root.knock("RemoveUserFromGroup", { groupName: "others", userName: "pia" });
      await root.knock("RemoveUserFromGroup", { groupName: "people", userName: "pia" });
      await assertStand(all, true);
    });
  });
});

describe("machine users", () => {
  test("are exempt by group, until somebody can sign in as them", async () => {
    const firm = await openFirm();
    await firm.root.knock("CreateGroup", { groupName: "machines" });
    await firm.root.knock("CreateUser", { userName: "robot" });
    await firm.root.knock("AddUserToGroup", { groupName: "machines", userName: "robot" });
    const robot = { ...(await firm.addUser("helper")), userName: "robot" };
    const key = await keyOf(firm, robot);
    await firm.switchOn({ exemptGroupNames: ["machines"] });
    const asksNow = () => house.browser().knockAs(key, "ListGroupsForUser", { userName: "robot" });
    await asksNow();
    await firm.root.knock("CreateLoginProfile", {
      userName: "robot",
      password: "New-9-words-right",
    });
    await assertShutOut(asksNow());
    await firm.root.knock("DeleteLoginProfile", { userName: "robot" });
    await asksNow();
    await firm.root.knock("RemoveUserFromGroup", { groupName: "machines", userName: "robot" });
    await assertShutOut(asksNow());
  });
});

describe("the preview", () => {
  test("names who would be shut out, with their keys, and counts them", async () => {
    const firm = await openFirm();
    const [pia, tom] = [await firm.addUser("pia"), await firm.addUser("tom")];
    await house.equip(tom);
    await firm.root.knock("CreateUser", { userName: "robot" });
    await keyOf(firm, tom);
    const fresh = await house.signIn(firm.account.root);
    const seen = await fresh.knock("PreviewMFARequirement", { everyone: true, graceDays: 2 });
    assert.deepEqual(
      seen.users.map(({ userName, hasDevice, consoleAccess, keys }) => [
        userName,
        hasDevice,
        consoleAccess,
        keys.length,
      ]),
      [
        [pia.userName, false, true, 0],
        ["robot", false, false, 0],
        [tom.userName, true, true, 1],
      ],
    );
    assert.deepEqual(seen.counts, {
      usersWithoutDevice: 2,
      withoutPassword: 1,
      accessKeys: 1,
      complete: true,
    });
    assert.equal(seen.root?.hasDevice, true);
    assert.equal(seen.graceEndsAt, house.now() + 2 * DAY);
  });
});

test("nothing is read for accounts that require nothing, nor for whoever has shown a factor", async () => {
  let reads = 0;
  const counting = await openHouse({
    wrapStore: (store) => ({
      ...store,
      read: (work) =>
        store.read((tx) =>
          work({
            ...tx,
            mfaRequirements: {
              ...tx.mfaRequirements,
              standingOf: (person) => {
                reads += 1;
                return tx.mfaRequirements.standingOf(person);
              },
            },
          }),
        ),
    }),
  });
  const account = await counting.makeAccount();
  await counting.equip(account.root);
  const root = await counting.signIn(account.root);
  const user = await counting.addUser(account, "pia", { by: root });
  const at = await counting.signIn(user);
  reads = 0;
  await at.knock("GetUser");
  await root.knock("ListUsers");
  assert.equal(reads, 0);
  await root.knock("PutMFARequirement", { everyone: true, graceDays: 1 });
  await at.knock("GetUser");
  assert.equal(reads, 1);
  await counting.close();
});
