// What policies decide through real operations: the published patterns of MFA, our own guard, boundaries, and the condition keys.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { AccessKeyId, Arn } from "../names.ts";
import type { OperationName } from "../operations/index.ts";
import { builtInArn } from "../policy/index.ts";
import type { PolicyHolder } from "../records.ts";
import {
  type Account,
  type Browser,
  type House,
  type Input,
  openHouse,
  type Resident,
  refusal,
} from "../testing/house/index.ts";

type Statement = Readonly<Record<string, unknown>>;

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

async function holderOf(user: Resident): Promise<PolicyHolder> {
  const { accountId, personId } = await house.personOf(user);
  return { accountId, kind: "user", id: personId };
}

/** A user of their own for a test, with these statements as an inline policy. */
async function someone(statements: readonly Statement[] = [], path = "/"): Promise<Resident> {
  made += 1;
  const user = await house.addUser(account, `person${made}`, { by: root });
  if (path !== "/") await root.knock("UpdateUser", { userName: user.userName, newPath: path });
  await put(user, statements);
  return user;
}

async function put(user: Resident, statements: readonly Statement[]) {
  const holder = await holderOf(user);
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  await house.store.transact(async ({ inlinePolicies }) => {
    if (statements.length > 0) await inlinePolicies.put(holder, { name: "inline", document });
  });
}

async function attach(
  user: Resident,
  arn: Arn,
  purpose: "permissions" | "boundary" = "permissions",
) {
  const holder = await holderOf(user);
  await house.store.transact((tx) => tx.policyUses.add(holder, purpose, arn));
}

/** The same person by a long-term access key. */
async function byKey(user: Resident) {
  const person = await house.personOf(user);
  made += 1;
  const accessKeyId = `AKIA${made}` as AccessKeyId;
  const sealedSecret = new Uint8Array();
  const { accountId, personId } = person;
  const key = { accountId, personId, accessKeyId, sealedSecret };
  const fresh = {
    status: "Active",
    createdAt: house.now(),
    epoch: 0,
    lastUsed: undefined,
  } as const;
  await house.store.transact((tx) => tx.accessKeys.insert({ ...key, ...fresh }));
  return { kind: "person", proof: "accessKey", person, accessKeyId } as const;
}

const allow = (action: unknown, more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action: action,
  Resource: "*",
  ...more,
});
const deny = (action: unknown, more: Statement = {}): Statement => ({
  ...allow(action, more),
  Effect: "Deny",
});
const present = "aws:MultiFactorAuthPresent";
const age = "aws:MultiFactorAuthAge";

describe("the patterns of MFA (iam-semantics §5.5)", () => {
  const all = allow("*");
  const when = (condition: unknown) => ({ Condition: condition });
  const rows: readonly {
    readonly pattern: string;
    readonly statements: readonly Statement[];
    readonly key: boolean;
    readonly without: boolean;
    readonly fresh: boolean;
    readonly stale: boolean;
  }[] = [
    {
      pattern: "Allow + Bool true",
      statements: [allow("*", when({ Bool: { [present]: "true" } }))],
      key: false,
      without: false,
      fresh: true,
      stale: true,
    },
    {
      pattern: "Allow + BoolIfExists true",
      statements: [allow("*", when({ BoolIfExists: { [present]: true } }))],
      key: true,
      without: false,
      fresh: true,
      stale: true,
    },
    {
      pattern: "Deny + Bool false",
      statements: [all, deny("*", when({ Bool: { [present]: "false" } }))],
      key: true,
      without: false,
      fresh: true,
      stale: true,
    },
    {
      pattern: "Deny + BoolIfExists false",
      statements: [all, deny("*", when({ BoolIfExists: { [present]: "false" } }))],
      key: false,
      without: false,
      fresh: true,
      stale: true,
    },
    {
      pattern: "Deny + Null true",
      statements: [all, deny("*", when({ Null: { [present]: "true" } }))],
      key: false,
      without: true,
      fresh: true,
      stale: true,
    },
    {
      pattern: "Allow + NumericLessThan age",
      statements: [allow("*", when({ NumericLessThan: { [age]: 1800 } }))],
      key: false,
      without: false,
      fresh: true,
      stale: false,
    },
    {
      pattern: "Deny + NumericGreaterThanIfExists age",
      statements: [all, deny("*", when({ NumericGreaterThanIfExists: { [age]: "1800" } }))],
      key: false,
      without: false,
      fresh: true,
      stale: false,
    },
  ];

  for (const { pattern, statements, ...expected } of rows) {
    test(pattern, async () => {
      const user = await someone();
      const at = await house.signIn(user);
      await put(user, statements);
      const may = async (work: Promise<unknown>) => {
        try {
          await work;
          return true;
        } catch (error) {
          assert.equal((error as { code: string }).code, "AccessDenied");
          return false;
        }
      };
      const key = await may(at.knockAs(await byKey(user), "ListUsers"));
      const without = await may(at.knock("ListUsers"));
      await put(user, [all]);
      await house.enrol(at, `phone-${user.userName}`);
      await put(user, statements);
      const fresh = await may(at.knock("ListUsers"));
      house.wait(45 * 60_000);
      const stale = await may(at.knock("ListUsers"));
      assert.deepEqual({ key, without, fresh, stale }, expected);
      root = await house.signIn(account.root);
    });
  }
});

describe("our guard", () => {
  const guard = builtInArn("SallyportRequireMFA");

  for (const path of ["/", "/staff/eu/"]) {
    test(`refuses whoever has no MFA, says so, and lets them set it up and go on (path ${path})`, async () => {
      const user = await someone([allow("iam:List*")], path);
      await attach(user, guard);
      const at = await house.signIn(user);
      const error = await refusal(at.knock("ListUsers"), "AccessDenied");
      const arn = `arn:aws:iam::${account.accountId}:user${path}${user.userName}`;
      assert.equal(
        error.message,
        `User: ${arn} is not authorized to perform: iam:ListUsers on resource: * with an explicit deny in an identity-based policy: ${guard}`,
      );
      assert.equal(error.facts.mfaWouldHelp, true);
      const { denied } = await at.knock("GetConsoleContext");
      assert.match(denied["iam:ListUsers"] ?? "", /signed in with MFA/);
      await at.knock("GetMyCredentials");
      const { answer } = await house.enrol(at, `guarded-${made}`, { owner: user });
      assert.equal(answer.sessionUpgraded, true);
      await at.knock("ListUsers");
    });
  }

  test("reaches access keys, which know nothing of MFA, and opens other people's devices to nobody", async () => {
    const admin = await someone([allow("*")]);
    await attach(admin, guard);
    const other = await someone();
    const key = await byKey(admin);
    const at = house.browser();
    await refusal(at.knockAs(key, "ListUsers"), "AccessDenied");
    await at.knockAs(key, "ListMFADevices");
    await refusal(at.knockAs(key, "ListMFADevices", { userName: other.userName }), "AccessDenied");
  });

  test("lets nobody swap devices or the password without MFA", async () => {
    const user = await someone();
    const { device } = await house.equip(user);
    await attach(user, guard);
    const at = house.browser();
    const serialNumber = device.serialNumber;
    const off = at.knockAs(await byKey(user), "DeactivateMFADevice", { serialNumber });
    assert.match((await refusal(off, "AccessDenied")).message, /explicit deny/);
  });

  test("lets a program clean up after itself", async () => {
    const user = await someone();
    await attach(user, guard);
    const key = await byKey(user);
    const at = house.browser();
    const name = { virtualMFADeviceName: user.userName };
    const { virtualMFADevice } = await at.knockAs(key, "CreateVirtualMFADevice", name);
    const { serialNumber } = virtualMFADevice;
    await at.knockAs(key, "DeleteVirtualMFADevice", { serialNumber });
  });
});

describe("AWS's published policies of self-management", () => {
  const own = "arn:aws:iam::*:user/${aws:username}";
  const rows: Readonly<Record<string, readonly string[]>> = {
    A: [
      "CreateVirtualMFADevice",
      "EnableMFADevice",
      "GetUser",
      "ListMFADevices",
      "ResyncMFADevice",
    ],
    C: [
      "CreateVirtualMFADevice",
      "EnableMFADevice",
      "ListMFADevices",
      "ListUsers",
      "ResyncMFADevice",
    ],
  };
  for (const [name, actions] of Object.entries(rows)) {
    test(`policy ${name}: its readers can enrol, and are refused all else until then`, async () => {
      const left = actions.map((action) => `iam:${action}`);
      const { Action: _, ...rest } = deny("", {
        Condition: { BoolIfExists: { [present]: "false" } },
      });
      const user = await someone([
        allow("iam:CreateVirtualMFADevice", { Resource: "arn:aws:iam::*:mfa/*" }),
        allow(["iam:EnableMFADevice", "iam:ListMFADevices"], { Resource: own }),
        allow("iam:GetAccountSummary"),
        { ...rest, NotAction: left },
      ]);
      const at = await house.signIn(user);
      await refusal(at.knock("GetAccountSummary"), "AccessDenied");
      await at.knock("GetMyCredentials");
      await house.enrol(at, `published-${name}`, { owner: user });
      await at.knock("GetAccountSummary");
    });
  }
});

describe("what everyone may do to themselves", () => {
  test("no boundary takes it away; it takes away all else", async () => {
    const user = await someone([allow("*")]);
    await attach(user, builtInArn("IAMUserChangePassword"), "boundary");
    const at = await house.signIn(user);
    await at.knock("ListMFADevices");
    const error = await refusal(at.knock("ListUsers"), "AccessDenied");
    assert.match(error.message, /because no permissions boundary allows the iam:ListUsers action$/);
    assert.equal(error.facts.mfaWouldHelp, undefined);
  });

  test("an explicit deny does", async () => {
    const user = await someone([deny("iam:ListMFADevices")]);
    const at = await house.signIn(user);
    const error = await refusal(at.knock("ListMFADevices"), "AccessDenied");
    assert.match(error.message, /with an explicit deny in an identity-based policy$/);
  });

  test("is for oneself alone", async () => {
    const [user, other] = [await someone(), await someone()];
    const at = await house.signIn(user);
    await at.knock("GetUser", { userName: user.userName });
    await refusal(at.knock("GetUser", { userName: other.userName }), "AccessDenied");
  });
});

describe("root", () => {
  test("is nobody's to manage, whatever their policies allow", async () => {
    const user = await someone([allow("*")]);
    const at = await house.signIn(user);
    const error = await refusal(at.knock("UpdateAccountName", { accountName: "Taken" }));
    assert.match(error.message, /only the root user/);
  });
});

describe("condition keys", () => {
  const tag = (value: string) => [{ key: "Team", value }];

  test("aws:PrincipalTag and aws:ResourceTag: people of a team manage their team", async () => {
    const user = await someone([
      allow("iam:GetUser", {
        Condition: { StringEquals: { "iam:ResourceTag/Team": "${aws:PrincipalTag/Team}" } },
      }),
    ]);
    const [mate, stranger] = [await someone(), await someone()];
    for (const [{ userName }, value] of [
      [user, "red"],
      [mate, "red"],
      [stranger, "blue"],
    ] as const) {
      await root.knock("TagUser", { userName, tags: tag(value) });
    }
    const at = await house.signIn(user);
    await at.knock("GetUser", { userName: mate.userName });
    await refusal(at.knock("GetUser", { userName: stranger.userName }), "AccessDenied");
  });

  test("aws:RequestTag and aws:TagKeys: only these tags may be set, also at creation", async () => {
    const user = await someone([
      allow("iam:CreateUser"),
      allow("iam:TagUser", {
        Condition: {
          StringEquals: { "aws:RequestTag/Team": "red" },
          "ForAllValues:StringEquals": { "aws:TagKeys": ["Team"] },
        },
      }),
    ]);
    const at = await house.signIn(user);
    const userName = `tagged-by-${user.userName}`;
    await refusal(at.knock("CreateUser", { userName, tags: tag("blue") }), "AccessDenied");
    const more = [...tag("red"), { key: "Admin", value: "yes" }];
    await refusal(at.knock("CreateUser", { userName, tags: more }), "AccessDenied");
    await at.knock("CreateUser", { userName, tags: tag("red") });
    await refusal(at.knock("TagUser", { userName, tags: tag("blue") }), "AccessDenied");
  });

  test("aws:SourceIp, aws:UserAgent, aws:SecureTransport and aws:CurrentTime", async () => {
    const conditions = {
      IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
      StringLike: { "aws:UserAgent": "Mozilla/*" },
      Bool: { "aws:SecureTransport": "true" },
      DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
      StringEquals: { "aws:username": "${aws:username}", "aws:PrincipalType": "User" },
    };
    const user = await someone([allow("iam:ListUsers", { Condition: conditions })]);
    await (await house.signIn(user, house.browser("203.0.113.7"))).knock("ListUsers");
    await refusal((await house.signIn(user, house.browser("192.0.2.7"))).knock("ListUsers"));
  });

  test("renaming needs both names, and a prefix of paths lists everything", async () => {
    const user = await someone([
      allow("iam:UpdateUser", { Resource: "arn:aws:iam::*:user/team/*" }),
      allow("iam:ListUsers", { Resource: "arn:aws:iam::*:user/team/*" }),
    ]);
    const at = await house.signIn(user);
    const target = await someone([], "/team/");
    const { userName } = target;
    await refusal(at.knock("UpdateUser", { userName, newPath: "/other/" }), "AccessDenied");
    await at.knock("UpdateUser", { userName, newUserName: `${userName}x` });
    await refusal(at.knock("ListUsers", { pathPrefix: "/team/" }), "AccessDenied");
  });
});

describe("a refusal names who was asked for", () => {
  const ask = async (at: Browser, name: OperationName, input: Input) => {
    const { message, facts } = await refusal(at.knock(name, input), "AccessDenied");
    return { message, refused: facts.refused };
  };
  const asked: Readonly<Record<string, (name: string) => readonly [OperationName, Input]>> = {
    user: (userName) => ["DeleteUser", { userName }],
    group: (groupName) => ["DeleteGroup", { groupName }],
    role: (roleName) => ["DeleteRole", { roleName }],
    "user in the console": (userName) => ["GetUserSummary", { userName }],
  };
  before(async () => {
    const [path, Hidden] = ["/board/", "Hidden"];
    await root.knock("CreateUser", { userName: Hidden, path });
    await root.knock("CreateGroup", { groupName: Hidden, path });
    const trust = {
      Effect: "Allow",
      Principal: { AWS: account.accountId },
      Action: "sts:AssumeRole",
    };
    await root.knock("CreateRole", {
      ...{ roleName: Hidden, path },
      assumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: trust }),
    });
  });

  for (const [kind, by] of Object.entries(asked)) {
    test(`${kind}: the same whether they are there or not, in whatever letters`, async () => {
      const at = await house.signIn(await someone());
      const there = JSON.stringify(await ask(at, ...by("hIDDEN")));
      const missing = JSON.stringify(await ask(at, ...by("mISSING")));
      assert.equal(there.replaceAll("hIDDEN", "mISSING"), missing);
      assert.doesNotMatch(there, /board|Hidden/);
    });
  }

  test("and, to whoever may see them, as they are found", async () => {
    const seeing = { Effect: "Allow", Action: "iam:Get*", Resource: "*" };
    const at = await house.signIn(await someone([seeing]));
    for (const kind of ["user", "group", "role"]) {
      const by = asked[kind];
      assert.ok(by);
      const { message } = await ask(at, ...by("hidden"));
      assert.match(message, new RegExp(`:${kind}/board/Hidden because`));
    }
  });
});
