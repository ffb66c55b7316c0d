// iam-semantics §5.4 as a table: which keys a request has by what it is made with, the MFA keys above all. Every caller here was
// recognised by the real thing, from credentials that it gave out.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Caller, Principal } from "../caller.ts";
import { MINUTE } from "../instant.ts";
import { contextKey } from "../policy/index.ts";
import {
  type Account,
  type Browser,
  callWith,
  type House,
  type Input,
  keyOf,
  openHouse,
  type Resident,
  recognise,
} from "../testing/house/index.ts";
import { requestKeys } from "./context-keys.ts";

let house: House;
let account: Account;
let root: Browser;
before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
});
after(() => house.close());

let made = 0;
async function newUser(): Promise<Resident> {
  made += 1;
  const user = await house.addUser(account, `user${made}`, { by: root });
  const policyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "sts:*", Resource: "*" },
  });
  const { userName } = user;
  await root.knock("PutUserPolicy", { userName, policyName: "own", policyDocument });
  return user;
}

async function codeOf(user: Resident) {
  const { device } = await house.equip(user);
  house.wait(2 * MINUTE); // its codes until now are spent
  return { serialNumber: device.serialNumber, tokenCode: device.codeAt(house.step()) };
}

async function roleSession(code: (user: Resident) => Promise<Input>): Promise<Caller | string> {
  const user = await newUser();
  const key = await keyOf(root, user.userName);
  const { accountId } = account;
  const roleName = `role${made}`;
  const trust = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: "sts:AssumeRole",
    },
  };
  await root.knock("CreateRole", { roleName, assumeRolePolicyDocument: JSON.stringify(trust) });
  const { credentials } = await callWith(house, key, "AssumeRole", {
    roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
    roleSessionName: "session",
    ...(await code(user)),
  });
  return recognise(house, credentials);
}

async function userSession(code: (user: Resident) => Promise<Input>): Promise<Caller | string> {
  const user = await newUser();
  const key = await keyOf(root, user.userName);
  const { credentials } = await callWith(house, key, "GetSessionToken", await code(user));
  return recognise(house, credentials);
}

const noCode = async () => ({});

type Row = readonly [
  what: string,
  caller: () => Promise<Caller | string | undefined>,
  mfaPresent: string | undefined,
  mfaAge: boolean,
  issued: boolean,
  principalType: string,
  userName: boolean,
];

const table: readonly Row[] = [
  [
    "a long-term key, of somebody with a device too",
    async () => {
      const user = await newUser();
      const key = await keyOf(root, user.userName);
      await house.equip(user);
      return recognise(house, key);
    },
    undefined,
    false,
    false,
    "User",
    true,
  ],
  ["GetSessionToken without a code", () => userSession(noCode), "false", false, true, "User", true],
  ["GetSessionToken with one", () => userSession(codeOf), "true", true, true, "User", true],
  [
    "the console without MFA",
    async () => (await house.signIn(await newUser())).person(),
    "false",
    false,
    true,
    "User",
    true,
  ],
  [
    "the console with MFA",
    async () => (await house.equip(await newUser())).browser.person(),
    "true",
    true,
    true,
    "User",
    true,
  ],
  ["root in the console", () => root.person(), "false", false, true, "Account", false],
  [
    "a role, asked for without a code",
    () => roleSession(noCode),
    undefined,
    false,
    true,
    "AssumedRole",
    false,
  ],
  [
    "a role, asked for with one",
    () => roleSession(codeOf),
    undefined,
    false,
    true,
    "AssumedRole",
    false,
  ],
];

describe("which keys a request has", () => {
  for (const [what, callerOf, mfaPresent, mfaAge, issued, principalType, userName] of table) {
    test(what, async () => {
      const caller = await callerOf();
      assert.ok(typeof caller === "object", String(caller));
      const keys = requestKeys({
        caller: caller as Principal,
        context: house.browser().context,
        settings: house.settings,
        now: house.now(),
      });
      const value = (name: string) => keys.get(contextKey(name))?.[0];
      assert.deepEqual(
        {
          mfaPresent: value("aws:MultiFactorAuthPresent"),
          mfaAge: value("aws:MultiFactorAuthAge") !== undefined,
          issued: value("aws:TokenIssueTime") !== undefined,
          principalType: value("aws:PrincipalType"),
          userName: value("aws:username") !== undefined,
        },
        { mfaPresent, mfaAge, issued, principalType, userName },
      );
      for (const always of [
        "userid",
        "PrincipalArn",
        "PrincipalAccount",
        "SourceIp",
        "CurrentTime",
      ]) {
        assert.ok(value(`aws:${always}`), always);
      }
    });
  }
});
