// Roles, whom they trust, and what ends their sessions: AWS's words and limits.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ErrorCode } from "../errors.ts";
import {
  type Account,
  type Browser,
  type House,
  type Input,
  openHouse,
  refusal,
} from "../testing/house/index.ts";
import type { OperationName } from "./index.ts";

let house: House;
let account: Account;
let root: Browser;
let made = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
  await root.knock("CreateUser", { userName: "alice", path: "/staff/" });
  await root.knock("CreateRole", { roleName: "Deputy", assumeRolePolicyDocument: trusting() });
});
after(() => house.close());

const user = (name: string) => `arn:aws:iam::${account.accountId}:user/${name}`;
const roleNamed = (name: string) => `arn:aws:iam::${account.accountId}:role/${name}`;
const alice = () => user("staff/alice");

function trusting(
  principal: unknown = { AWS: `arn:aws:iam::${account.accountId}:root` },
  more: Readonly<Record<string, unknown>> = {},
): string {
  const statement = { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

async function newRole(more: Input = {}) {
  made += 1;
  const roleName = `role${made}`;
  const assumeRolePolicyDocument = trusting();
  return (await root.knock("CreateRole", { roleName, assumeRolePolicyDocument, ...more })).role;
}

const find = async (roleName: string) => {
  const role = await house.store.read((tx) => tx.roles.find(account.accountId, roleName));
  assert.ok(role, `there is a role ${roleName}`);
  return role;
};

const decoded = (document: string | undefined) => JSON.parse(decodeURIComponent(document ?? ""));
const shownTrust = async (roleName: string) =>
  decoded((await root.knock("GetRole", { roleName })).role.assumeRolePolicyDocument).Statement[0]
    .Principal.AWS;

const texts: readonly {
  readonly name: OperationName;
  readonly input: () => Input;
  readonly code: ErrorCode;
  readonly says: string;
}[] = [
  {
    name: "CreateRole",
    input: () => ({ roleName: "DEPUTY", assumeRolePolicyDocument: trusting() }),
    code: "EntityAlreadyExists",
    says: "Role with name DEPUTY already exists.",
  },
  {
    name: "GetRole",
    input: () => ({ roleName: "nobody" }),
    code: "NoSuchEntity",
    says: "The role with name nobody cannot be found.",
  },
  {
    name: "GetRolePolicy",
    input: () => ({ roleName: "Deputy", policyName: "none" }),
    code: "NoSuchEntity",
    says: "The role policy with name none cannot be found.",
  },
  {
    name: "DeleteRolePolicy",
    input: () => ({ roleName: "Deputy", policyName: "none" }),
    code: "NoSuchEntity",
    says: "The role policy with name none cannot be found.",
  },
  {
    name: "PutRolePolicy",
    input: () => ({ roleName: "Deputy", policyName: "long", policyDocument: longPolicy() }),
    code: "LimitExceeded",
    says: "Maximum policy size of 10240 bytes exceeded for role Deputy",
  },
  {
    name: "AttachRolePolicy",
    input: () => ({ roleName: "Deputy", policyArn: "this-is-no-arn-at-all" }),
    code: "ValidationError",
    says: "ARN this-is-no-arn-at-all is not valid.",
  },
  {
    name: "PutRolePermissionsBoundary",
    input: () => ({
      roleName: "Deputy",
      permissionsBoundary: `arn:aws:iam::${account.accountId}:policy/none`,
    }),
    code: "NoSuchEntity",
    says: "Scope ARN: arn:aws:iam::ACCOUNT:policy/none does not exist or is not attachable.",
  },
  {
    name: "UpdateAssumeRolePolicy",
    input: () => ({ roleName: "Deputy", policyDocument: "{" }),
    code: "MalformedPolicyDocument",
    says: "This policy contains invalid Json",
  },
  {
    name: "UpdateAssumeRolePolicy",
    input: () => ({ roleName: "Deputy", policyDocument: trusting(undefined, { Resource: "*" }) }),
    code: "MalformedPolicyDocument",
    says: "Has prohibited field Resource",
  },
  {
    name: "UpdateAssumeRolePolicy",
    input: () => ({ roleName: "Deputy", policyDocument: trusting(undefined, { Action: "s3:*" }) }),
    code: "MalformedPolicyDocument",
    says: "AssumeRole policy may only specify STS AssumeRole actions.",
  },
  {
    name: "UpdateAssumeRolePolicy",
    input: () => ({
      roleName: "Deputy",
      policyDocument: trusting(undefined, { Sid: "x".repeat(2048) }),
    }),
    code: "LimitExceeded",
    says: "Cannot exceed quota for ACLSizePerRole: 2048",
  },
  {
    name: "SimulatePrincipalPolicy",
    input: () => ({ policySourceArn: roleNamed("nobody"), actionNames: ["iam:GetUser"] }),
    code: "NoSuchEntity",
    says: "The role with name nobody cannot be found.",
  },
];

const longPolicy = () =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "x".repeat(10_240), Effect: "Allow", Action: "iam:*", Resource: "*" }],
  });

for (const { name, input, code, says } of texts) {
  test(`${name}: ${says}`, async () => {
    const { message } = await refusal(root.knock(name, input()), code);
    assert.equal(message.replaceAll(account.accountId, "ACCOUNT"), says);
  });
}

describe("a role", () => {
  test("is made with an id, a path and tags, and shown whole by GetRole alone", async () => {
    const tags = [{ key: "Team", value: "Blue" }];
    const role = await newRole({
      path: "/ops/",
      description: "For nights",
      maxSessionDuration: 7200,
      tags,
    });
    assert.match(role.roleId, /^AROA[A-Z0-9]{17}$/);
    assert.equal(role.arn, roleNamed(`ops/${role.roleName}`));
    const { description, maxSessionDuration } = role;
    assert.deepEqual([description, maxSessionDuration, role.tags], [undefined, undefined, tags]);
    const shown = (await root.knock("GetRole", { roleName: role.roleName })).role;
    assert.deepEqual(
      [shown.description, shown.maxSessionDuration, shown.tags, shown.roleLastUsed],
      ["For nights", 7200, tags, {}],
    );
    const [listed] = (await root.knock("ListRoles", { pathPrefix: "/ops" })).roles;
    assert.deepEqual(
      [listed?.description, listed?.tags, listed?.roleLastUsed],
      ["For nights", undefined, undefined],
    );
    assert.deepEqual(decoded(listed?.assumeRolePolicyDocument), JSON.parse(trusting()));
  });

  test("keeps what an update does not name", async () => {
    const { roleName } = await newRole({ description: "before" });
    await root.knock("UpdateRole", { roleName, maxSessionDuration: 43_200 });
    assert.equal((await find(roleName)).description, "before");
    await root.knock("UpdateRole", { roleName, description: "" });
    const { description, maxSessionSeconds } = await find(roleName);
    assert.deepEqual([description, maxSessionSeconds], ["", 43_200]);
    const elder = { roleName, description: "by the elder of the two" };
    const { role } = await root.knock("UpdateRoleDescription", elder);
    assert.deepEqual([role.description, role.maxSessionDuration], [elder.description, 43_200]);
    assert.equal((await find(roleName)).description, elder.description);
    await refusal(
      root.knock("UpdateRole", { roleName, maxSessionDuration: 60 }),
      "ValidationError",
    );
  });

  test("is deleted last, and its tags with it", async () => {
    const { roleName } = await newRole({ tags: [{ key: "Team", value: "Blue" }] });
    const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const policyDocument = longPolicy().replace(/x+/, "short");
    await root.knock("AttachRolePolicy", { roleName, policyArn });
    await root.knock("PutRolePolicy", { roleName, policyName: "inline", policyDocument });
    const says = async () =>
      (await refusal(root.knock("DeleteRole", { roleName }), "DeleteConflict")).message;
    assert.equal(await says(), "Cannot delete entity, must detach all policies first.");
    await root.knock("DetachRolePolicy", { roleName, policyArn });
    assert.equal(await says(), "Cannot delete entity, must delete policies first.");
    await root.knock("DeleteRolePolicy", { roleName, policyName: "inline" });
    const { accountId, roleId: id } = await find(roleName);
    await root.knock("DeleteRole", { roleName });
    const page = { after: undefined, limit: 10 };
    const tags = await house.store.read((tx) =>
      tx.tags.list({ accountId, kind: "role", id }, page),
    );
    assert.deepEqual(tags, []);
  });

  test("is counted, listed with its details, and named among a policy's holders", async () => {
    const { roleName, roleId } = await newRole();
    const policyArn = "arn:aws:iam::aws:policy/PowerUserAccess";
    await root.knock("AttachRolePolicy", { roleName, policyArn });
    const { policyRoles } = await root.knock("ListEntitiesForPolicy", {
      policyArn,
      entityFilter: "Role",
    });
    assert.deepEqual(policyRoles, [{ roleName, roleId }]);
    const { roleDetailList, userDetailList } = await root.knock("GetAccountAuthorizationDetails", {
      filter: ["Role"],
    });
    assert.deepEqual(userDetailList, []);
    const detail = roleDetailList.find((one) => one.roleId === roleId);
    assert.deepEqual(detail?.attachedManagedPolicies, [
      { policyName: "PowerUserAccess", policyArn },
    ]);
    assert.deepEqual(
      [detail?.rolePolicyList, detail?.instanceProfileList, detail?.tags],
      [[], [], []],
    );
    const { summaryMap } = await root.knock("GetAccountSummary");
    assert.equal(summaryMap["Roles"], roleDetailList.length);
  });

  test("is simulated by its own policies", async () => {
    const { roleName, arn } = await newRole();
    const ask = async () => {
      const input = { policySourceArn: arn, actionNames: ["s3:GetObject"] };
      return (await root.knock("SimulatePrincipalPolicy", input)).evaluationResults[0];
    };
    assert.equal((await ask())?.evalDecision, "implicitDeny");
    const policyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" },
    });
    await root.knock("PutRolePolicy", { roleName, policyName: "inline", policyDocument });
    const result = await ask();
    assert.equal(result?.evalDecision, "allowed");
    assert.equal(result?.matchedStatements[0]?.sourcePolicyType, "role");
  });

  test("made with its policies in one is made whole or not at all", async () => {
    const none = `arn:aws:iam::${account.accountId}:policy/none`;
    const input = { roleName: "Whole", assumeRolePolicyDocument: trusting() };
    await refusal(root.knock("AddRole", { ...input, policyArns: [none] }), "NoSuchEntity");
    await refusal(root.knock("GetRole", { roleName: "Whole" }), "NoSuchEntity");
    const policyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    await root.knock("AddRole", { ...input, policyArns });
    const { attached } = await root.knock("GetRolePermissions", { roleName: "Whole" });
    assert.deepEqual(
      attached.map(({ policyArn }) => policyArn),
      policyArns,
    );
    await root.knock("RemoveRole", { roleName: "Whole" });
    await refusal(root.knock("GetRole", { roleName: "Whole" }), "NoSuchEntity");
  });

  test("is not made by whoever may not attach what it shall have", async () => {
    const maker = await house.addUser(account, "maker");
    const policyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "iam:CreateRole", Resource: "*" },
    });
    await root.knock("PutUserPolicy", { userName: "maker", policyName: "make", policyDocument });
    const at = await house.signIn(maker);
    const input = { roleName: "Strong", assumeRolePolicyDocument: trusting() };
    const policyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
    await refusal(at.knock("AddRole", { ...input, policyArns }), "AccessDenied");
    await at.knock("AddRole", input);
  });

  test("beyond the quota there is none", async () => {
    const small = await openHouse({
      settings: { quotas: { ...house.settings.quotas, rolesPerAccount: 1 } },
    });
    try {
      const owner = await small.signIn((await small.makeAccount()).root);
      const make = (roleName: string) =>
        owner.knock("CreateRole", { roleName, assumeRolePolicyDocument: trusting("*") });
      await make("first");
      const { message } = await refusal(make("second"), "LimitExceeded");
      assert.equal(message, "Cannot exceed quota for RolesPerAccount: 1");
    } finally {
      await small.close();
    }
  });
});

describe("a trust policy", () => {
  const bound = async (principal: unknown) => {
    const { roleName } = await newRole({ assumeRolePolicyDocument: trusting(principal) });
    return (await find(roleName)).trusted;
  };

  test("binds the users and roles of the own account that it names, and nobody else", async () => {
    const { userId } = (await root.knock("GetUser", { userName: "alice" })).user;
    const { roleId } = await find("Deputy");
    const session = `arn:aws:sts::${account.accountId}:assumed-role/Deputy/night`;
    const elsewhere = "arn:aws:iam::999999999999:user/bob";
    const everyone = `arn:aws:iam::${account.accountId}:root`;
    const names = [
      alice(),
      roleNamed("Deputy"),
      session,
      elsewhere,
      everyone,
      account.accountId,
      "*",
    ];
    assert.deepEqual(await bound({ AWS: names }), {
      [alice()]: userId,
      [roleNamed("Deputy")]: roleId,
      [session]: roleId,
    });
    assert.deepEqual(await bound("*"), {});
    assert.deepEqual(await bound({ Service: "ec2.amazonaws.com" }), {});
  });

  const nobody: readonly (readonly [string, () => unknown, string])[] = [
    ["a user who is not there", () => ({ AWS: user("nobody") }), "AWS"],
    ["a user on another path", () => ({ AWS: user("alice") }), "AWS"],
    ["a user in other letters", () => ({ AWS: user("staff/ALICE") }), "AWS"],
    ["a role that is not there", () => ({ AWS: roleNamed("nobody") }), "AWS"],
    ["a wildcard in a name", () => ({ AWS: user("staff/*") }), "AWS"],
    ["a group", () => ({ AWS: `arn:aws:iam::${account.accountId}:group/Readers` }), "AWS"],
    ["an id that nobody has", () => ({ AWS: "AIDAQWERTYUIOPASDFGHJ" }), "AWS"],
    ["nothing at all", () => ({ AWS: "" }), "AWS"],
    ["a service without a name", () => ({ Service: "x" }), "SERVICE"],
  ];
  for (const [what, principal, kind] of nobody) {
    test(`does not take ${what}`, async () => {
      const value = Object.values(principal() as Readonly<Record<string, string>>)[0];
      const error = await refusal(
        root.knock("CreateRole", {
          roleName: "never",
          assumeRolePolicyDocument: trusting(principal()),
        }),
        "MalformedPolicyDocument",
      );
      assert.equal(error.message, `Invalid principal in policy: "${kind}":"${value}"`);
      assert.equal(error.facts.fields?.[0]?.name, "assumeRolePolicyDocument");
    });
  }

  test("follows those whom it names when they are renamed", async () => {
    await root.knock("CreateUser", { userName: "carol" });
    const { userId } = (await root.knock("GetUser", { userName: "carol" })).user;
    const { roleName } = await newRole({
      assumeRolePolicyDocument: trusting({ AWS: user("carol") }),
    });
    await root.knock("UpdateUser", { userName: "carol", newUserName: "caroline" });
    assert.equal(await shownTrust(roleName), user("caroline"));
    assert.deepEqual((await find(roleName)).trusted, { [user("carol")]: userId });
    // Whoever saves what they were shown goes on trusting the same person, though another has her old name.
    await root.knock("CreateUser", { userName: "carol" });
    const { trustPolicy } = await root.knock("GetRoleSummary", { roleName });
    await root.knock("UpdateAssumeRolePolicy", { roleName, policyDocument: trustPolicy });
    assert.deepEqual((await find(roleName)).trusted, { [user("caroline")]: userId });
  });

  test("does not trust whoever takes the name of one that is gone", async () => {
    await root.knock("CreateUser", { userName: "dave" });
    const { userId } = (await root.knock("GetUser", { userName: "dave" })).user;
    const { roleName } = await newRole({
      assumeRolePolicyDocument: trusting({ AWS: user("dave") }),
    });
    await root.knock("DeleteUser", { userName: "dave" });
    await root.knock("CreateUser", { userName: "dave" });
    assert.equal(await shownTrust(roleName), userId);
    assert.deepEqual((await find(roleName)).trusted, { [user("dave")]: userId });
    const { trustPolicy } = await root.knock("GetRoleSummary", { roleName });
    const save = root.knock("UpdateAssumeRolePolicy", { roleName, policyDocument: trustPolicy });
    assert.match((await refusal(save, "MalformedPolicyDocument")).message, /"AWS":"AIDA/);
  });

  test("of a role session goes with the role", async () => {
    const session = (name: string) =>
      `arn:aws:sts::${account.accountId}:assumed-role/${name}/night`;
    const { roleName: other } = await newRole();
    const { roleName } = await newRole({
      assumeRolePolicyDocument: trusting({ AWS: [session(other)] }),
    });
    assert.deepEqual(await shownTrust(roleName), [session(other)]);
    const { roleId } = await find(other);
    await root.knock("DeleteRole", { roleName: other });
    assert.deepEqual(await shownTrust(roleName), [roleId]);
  });

  test("is not written without a fresh code by whoever has a device", async () => {
    const manager = await house.addUser(account, "manager", { manager: true });
    const { browser: at } = await house.equip(manager);
    const input = { roleName: "Deputy", policyDocument: trusting() };
    await at.knock("UpdateAssumeRolePolicy", input);
    house.wait(16 * 60_000);
    await refusal(at.knock("UpdateAssumeRolePolicy", input), "FreshFactorRequired");
    const create = { roleName: "never", assumeRolePolicyDocument: trusting() };
    await refusal(at.knock("CreateRole", create), "FreshFactorRequired");
    await refusal(at.knock("AddRole", create), "FreshFactorRequired");
    root = await house.signIn(account.root);
  });

  const shown: readonly (readonly [string, unknown, readonly string[], boolean])[] = [
    ["Bool", { Bool: { "aws:MultiFactorAuthPresent": "true" } }, [], true],
    ["an age", { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }, [], true],
    ["nothing", undefined, ["without MFA"], false],
    [
      "BoolIfExists",
      { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
      ["without MFA", "access keys"],
      false,
    ],
    [
      "ForAllValues:Bool",
      { "ForAllValues:Bool": { "aws:MultiFactorAuthPresent": "true" } },
      ["without MFA"],
      false,
    ],
  ];
  for (const [what, condition, advice, asksForMFA] of shown) {
    test(`that asks for MFA by ${what} ${asksForMFA ? "does" : "does not"}`, async () => {
      const document = trusting(undefined, condition === undefined ? {} : { Condition: condition });
      const { roleName } = await newRole({ assumeRolePolicyDocument: document });
      const summary = await root.knock("GetRoleSummary", { roleName });
      assert.equal(summary.asksForMFA, asksForMFA);
      const { findings } = await root.knock("CheckPolicy", {
        policyDocument: document,
        kind: "trust",
      });
      assert.equal(findings.length, advice.length, JSON.stringify(findings));
      for (const words of advice)
        assert.ok(
          findings.some(({ message }) => message.includes(words)),
          words,
        );
    });
  }

  test("that trusts everybody or another account is warned of", async () => {
    const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const check = async (principal: unknown, condition: unknown = mfa) => {
      const policyDocument = trusting(principal, { Condition: condition });
      const { findings } = await root.knock("CheckPolicy", { policyDocument, kind: "trust" });
      return findings.map(({ severity, message }) => `${severity}: ${message.slice(0, 28)}`);
    };
    assert.deepEqual(await check("*"), ["warning: This trusts everybody in eve"]);
    assert.deepEqual(await check({ AWS: "999999999999" }), [
      "suggestion: This trusts another account.",
    ]);
    const named = { ...mfa, StringEquals: { "sts:ExternalId": "us" } };
    assert.deepEqual(await check({ AWS: "999999999999" }, named), []);
    assert.deepEqual(await check({ AWS: account.accountId }), []);
  });
});

describe("revoking", () => {
  test("a role's sessions raises the role's epoch, and is recorded", async () => {
    const { roleName } = await newRole();
    const { epoch } = await find(roleName);
    await root.knock("RevokeRoleSessions", { roleName });
    assert.equal((await find(roleName)).epoch, epoch + 1);
    const [event] = await house.trail(account.accountId);
    assert.equal(event?.eventName, "RevokeRoleSessions");
    assert.deepEqual(event?.requestParameters, { roleName });
  });

  test("a user's sessions ends all of them but the one that asks", async () => {
    const erin = await house.addUser(account, "erin");
    const [one, two] = [await house.signIn(erin), await house.signIn(erin)];
    const half = await house.typePassword({ ...erin, password: erin.password });
    const { epoch } = await house.personOf(erin);
    await one.knock("RevokeUserSessions", { userName: "erin" });
    assert.equal((await house.personOf(erin)).epoch, epoch + 1);
    await one.knock("GetConsoleContext");
    await refusal(two.knock("GetConsoleContext"), "SessionExpired");
    await refusal(half.knock("GetConsoleContext"), "SessionExpired");
    await root.knock("RevokeUserSessions", { userName: "erin" });
    await refusal(one.knock("GetConsoleContext"), "SessionExpired");
    const [event] = (await house.trail(account.accountId)).filter(
      ({ eventName }) => eventName === "RevokeUserSessions",
    );
    assert.deepEqual(event?.requestParameters, { userName: "erin" });
  });
});
