// Managed and inline policies, their versions, who holds them, boundaries, and the simulator: AWS's words and limits.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  type Account,
  type Browser,
  type House,
  type Output,
  openHouse,
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

const administratorAccess = "arn:aws:iam::aws:policy/AdministratorAccess";

function document(action = "iam:ListUsers", more: Readonly<Record<string, unknown>> = {}): string {
  const statement = { Effect: "Allow", Action: action, Resource: "*", ...more };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** With that many characters that count, and white space that does not. */
function sized(size: number): string {
  const bare = document("iam:x");
  return `  ${bare.replace("iam:x", `iam:${"x".repeat(size - bare.length + 1)}`)}\n\n`;
}

async function newPolicy(policyDocument = document()) {
  made += 1;
  const { policy } = await root.knock("CreatePolicy", {
    policyName: `Policy${made}`,
    policyDocument,
  });
  return policy;
}

async function newUser(): Promise<string> {
  made += 1;
  const userName = `holder${made}`;
  await root.knock("CreateUser", { userName });
  return userName;
}

async function newGroup(): Promise<string> {
  made += 1;
  const groupName = `group${made}`;
  await root.knock("CreateGroup", { groupName });
  return groupName;
}

/** The refusal's own words. */
async function words(work: Promise<unknown>, code: Parameters<typeof refusal>[1]): Promise<string> {
  return (await refusal(work, code)).message;
}

describe("a managed policy", () => {
  test("is made as v1, and shown with tags and description by GetPolicy alone", async () => {
    const input = { policyName: "Whole", path: "/team/", policyDocument: document() };
    const tags = [{ key: "Team", value: "Blue" }];
    const { policy } = await root.knock("CreatePolicy", { ...input, description: "why", tags });
    const arn = `arn:aws:iam::${account.accountId}:policy/team/Whole`;
    assert.match(policy.policyId, /^ANPA[A-Z0-9]{17}$/);
    const { arn: shown, defaultVersionId, attachmentCount } = policy;
    assert.deepEqual([shown, defaultVersionId, attachmentCount], [arn, "v1", 0]);
    const got = (await root.knock("GetPolicy", { policyArn: arn })).policy;
    assert.deepEqual([got.description, got.tags], ["why", tags]);
    const { policies } = await root.knock("ListPolicies", { scope: "Local", pathPrefix: "/team/" });
    assert.deepEqual(
      policies.map(({ policyName, description, tags: none }) => [policyName, description, none]),
      [["Whole", undefined, undefined]],
    );
  });

  test("has a name of its own, whatever its case", async () => {
    const { policyName } = await newPolicy();
    const again = { policyName: policyName.toUpperCase(), policyDocument: document() };
    assert.equal(
      await words(root.knock("CreatePolicy", again), "EntityAlreadyExists"),
      `A policy called ${policyName.toUpperCase()} already exists. Duplicate names are not allowed.`,
    );
  });

  test("is refused with its faults, each with its place, and nothing is stored", async () => {
    const before = (await root.knock("GetAccountSummary")).summaryMap["Policies"];
    const policyDocument = '{\n  "Version": "2008-10-17",\n  "Statement": {}\n}';
    const error = await refusal(
      root.knock("CreatePolicy", { policyName: "Bad", policyDocument }),
      "MalformedPolicyDocument",
    );
    assert.equal(error.message, "Syntax errors in policy.");
    assert.deepEqual(error.facts.fields, [
      { name: "policyDocument", message: 'Line 3, column 16: A statement needs an "Effect".' },
    ]);
    assert.equal((await root.knock("GetAccountSummary")).summaryMap["Policies"], before);
  });

  test("has at most 6144 characters, white space apart", async () => {
    await newPolicy(sized(6144));
    const long = { policyName: "Long", policyDocument: sized(6145) };
    assert.equal(
      await words(root.knock("CreatePolicy", long), "LimitExceeded"),
      "Cannot exceed quota for PolicySize: 6144",
    );
  });

  test("has five versions at most, whose numbers never come again", async () => {
    const { arn: policyArn } = await newPolicy();
    const add = (setAsDefault = false) =>
      root.knock("CreatePolicyVersion", { policyArn, policyDocument: document(), setAsDefault });
    for (const _ of [2, 3, 4]) await add();
    assert.equal((await add(true)).policyVersion.versionId, "v5");
    assert.equal(
      await words(add(), "LimitExceeded"),
      "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
    );
    const remove = (versionId: string) =>
      root.knock("DeletePolicyVersion", { policyArn, versionId });
    assert.equal(
      await words(remove("v5"), "DeleteConflict"),
      "Cannot delete the default version of a policy.",
    );
    await remove("v1");
    assert.equal((await add()).policyVersion.versionId, "v6");
    const { versions } = await root.knock("ListPolicyVersions", { policyArn, maxItems: 2 });
    assert.deepEqual(
      versions.map(({ versionId }) => versionId),
      ["v6", "v5"],
    );
    assert.equal(
      await words(remove("v1"), "NoSuchEntity"),
      `Policy ${policyArn} version v1 does not exist or is not attachable.`,
    );
    assert.match(
      await words(root.knock("DeletePolicy", { policyArn }), "DeleteConflict"),
      /more than one version/,
    );
  });

  test("takes effect by its default version, at once", async () => {
    const user = await house.addUser(account, `reader${made}`, { by: root });
    const { arn: policyArn } = await newPolicy(document("iam:ListGroups"));
    await root.knock("AttachUserPolicy", { userName: user.userName, policyArn });
    const at = await house.signIn(user);
    await refusal(at.knock("ListUsers"), "AccessDenied");
    await root.knock("CreatePolicyVersion", { policyArn, policyDocument: document() });
    await refusal(at.knock("ListUsers"), "AccessDenied");
    await root.knock("SetDefaultPolicyVersion", { policyArn, versionId: "v2" });
    await at.knock("ListUsers");
    await root.knock("DetachUserPolicy", { userName: user.userName, policyArn });
    await refusal(at.knock("ListUsers"), "AccessDenied");
  });

  test("shows its document percent-encoded", async () => {
    const policyDocument = document("iam:*");
    const { arn: policyArn } = await newPolicy(policyDocument);
    const { policyVersion } = await root.knock("GetPolicyVersion", { policyArn, versionId: "v1" });
    assert.match(policyVersion.document ?? "", /^%7B%22Version%22.*iam%3A%2A/);
    assert.equal(decodeURIComponent(policyVersion.document ?? ""), policyDocument);
  });

  test("cannot be deleted while somebody holds it", async () => {
    const [policy, userName] = [await newPolicy(), await newUser()];
    const policyArn = policy.arn;
    await root.knock("PutUserPermissionsBoundary", { userName, permissionsBoundary: policyArn });
    assert.equal(
      await words(root.knock("DeletePolicy", { policyArn }), "DeleteConflict"),
      "Cannot delete a policy attached to entities.",
    );
    await root.knock("DeleteUserPermissionsBoundary", { userName });
    await root.knock("DeletePolicy", { policyArn });
    assert.equal(
      await words(root.knock("GetPolicy", { policyArn }), "NoSuchEntity"),
      `Policy ${policyArn} was not found.`,
    );
  });

  test("that is built in is everybody's to read and nobody's to change", async () => {
    const policyArn = administratorAccess;
    assert.equal((await root.knock("GetPolicy", { policyArn })).policy.isAttachable, true);
    const version = { policyArn, versionId: "v1" };
    await root.knock("GetPolicyVersion", version);
    const policyDocument = document();
    for (const [work, end] of [
      [root.knock("DeletePolicy", { policyArn }), "delete policies"],
      [root.knock("CreatePolicyVersion", { policyArn, policyDocument }), "update policies"],
      [root.knock("SetDefaultPolicyVersion", version), "update policies"],
      [root.knock("DeletePolicyVersion", version), "delete policy versions for policies"],
    ] as const) {
      assert.equal(await words(work, "AccessDenied"), `Cannot ${end} outside your own account.`);
    }
  });

  test("is listed page by page after the built-in ones, and by use", async () => {
    const all: string[] = [];
    let marker: string | undefined;
    do {
      const page = await root.knock("ListPolicies", { maxItems: 3, ...(marker && { marker }) });
      all.push(...page.policies.map(({ arn }) => arn));
      marker = page.marker;
    } while (marker !== undefined);
    assert.equal(all[0], administratorAccess);
    assert.equal(new Set(all).size, all.length);
    const { policies: local } = await root.knock("ListPolicies", { scope: "Local" });
    assert.deepEqual(
      all.filter((arn) => !arn.startsWith("arn:aws:iam::aws:")),
      local.map(({ arn }) => arn),
    );
    const [policy, groupName] = [await newPolicy(), await newGroup()];
    await root.knock("AttachGroupPolicy", { groupName, policyArn: policy.arn });
    const { policies: used } = await root.knock("ListPolicies", { onlyAttached: true });
    assert.equal(used.find(({ arn }) => arn === policy.arn)?.attachmentCount, 1);
    const bounding = { policyUsageFilter: "PermissionsBoundary" };
    assert.deepEqual((await root.knock("ListPolicies", bounding)).policies, []);
  });

  test("can be tagged", async () => {
    const { arn: policyArn } = await newPolicy();
    await root.knock("TagPolicy", { policyArn, tags: [{ key: "a", value: "1" }] });
    await root.knock("TagPolicy", { policyArn, tags: [{ key: "b", value: "2" }] });
    await root.knock("UntagPolicy", { policyArn, tagKeys: ["a"] });
    const { tags } = await root.knock("ListPolicyTags", { policyArn });
    assert.deepEqual(tags, [{ key: "b", value: "2" }]);
  });
});

describe("attaching", () => {
  for (const kind of ["User", "Group"] as const) {
    test(`to a ${kind}: twice is no fault, ten are the most, and what is not there is told`, async () => {
      const name = kind === "User" ? await newUser() : await newGroup();
      const holder = kind === "User" ? { userName: name } : { groupName: name };
      const attach = (policyArn: string) =>
        root.knock(`Attach${kind}Policy`, { ...holder, policyArn });
      const detach = (policyArn: string) =>
        root.knock(`Detach${kind}Policy`, { ...holder, policyArn });
      await attach(administratorAccess);
      await attach(administratorAccess);
      const listed = await root.knock(`ListAttached${kind}Policies`, holder);
      assert.deepEqual(listed.attachedPolicies, [
        { policyName: "AdministratorAccess", policyArn: administratorAccess },
      ]);
      for (let count = 2; count <= 10; count += 1) await attach((await newPolicy()).arn);
      const eleventh = (await newPolicy()).arn;
      assert.equal(
        await words(attach(eleventh), "LimitExceeded"),
        `Cannot exceed quota for PoliciesPer${kind}: 10`,
      );
      const missing = `arn:aws:iam::${account.accountId}:policy/missing`;
      assert.equal(
        await words(attach(missing), "NoSuchEntity"),
        `Policy ${missing} does not exist or is not attachable.`,
      );
      assert.equal(
        await words(attach("arn:aws:iam::nothing"), "ValidationError"),
        "ARN arn:aws:iam::nothing is not valid.",
      );
      assert.equal(
        await words(detach(eleventh), "NoSuchEntity"),
        `Policy ${eleventh} was not found.`,
      );
      const removal = kind === "User" ? "DeleteUser" : "DeleteGroup";
      assert.equal(
        await words(root.knock(removal, holder), "DeleteConflict"),
        "Cannot delete entity, must detach all policies first.",
      );
    });
  }

  test("shows who holds a policy", async () => {
    const [policy, userName, groupName] = [await newPolicy(), await newUser(), await newGroup()];
    const policyArn = policy.arn;
    await root.knock("AttachUserPolicy", { userName, policyArn });
    await root.knock("AttachGroupPolicy", { groupName, policyArn });
    const list = (more = {}) => root.knock("ListEntitiesForPolicy", { policyArn, ...more });
    const first = await list({ maxItems: 1 });
    assert.deepEqual(
      [first.policyGroups.map((one) => one.groupName), first.policyUsers],
      [[groupName], []],
    );
    const rest = await list({ marker: first.marker });
    assert.deepEqual(
      rest.policyUsers.map((one) => one.userName),
      [userName],
    );
    assert.deepEqual((await list({ entityFilter: "Role" })).policyRoles, []);
    assert.equal((await list({ entityFilter: "User" })).policyGroups.length, 0);
  });
});

describe("inline policies", () => {
  for (const [kind, most] of [
    ["User", 2048],
    ["Group", 5120],
  ] as const) {
    test(`of a ${kind}: written, replaced, read, listed, deleted; ${most} characters in all`, async () => {
      const name = kind === "User" ? await newUser() : await newGroup();
      const holder = kind === "User" ? { userName: name } : { groupName: name };
      const lower = kind.toLowerCase();
      const put = (policyName: string, policyDocument: string) =>
        root.knock(`Put${kind}Policy`, { ...holder, policyName, policyDocument });
      const one = { ...holder, policyName: "one" };
      await put("one", sized(most - 100));
      await put("one", sized(most - 200));
      await put("two", sized(200));
      assert.equal(
        await words(put("two", sized(201)), "LimitExceeded"),
        `Maximum policy size of ${most} bytes exceeded for ${lower} ${name}`,
      );
      const { policyDocument } = await root.knock(`Get${kind}Policy`, one);
      assert.equal(decodeURIComponent(policyDocument), sized(most - 200));
      const { policyNames } = await root.knock(
        `List${kind === "User" ? "User" : "Group"}Policies`,
        holder,
      );
      assert.deepEqual(policyNames, ["one", "two"]);
      const removal = kind === "User" ? "DeleteUser" : "DeleteGroup";
      assert.equal(
        await words(root.knock(removal, holder), "DeleteConflict"),
        "Cannot delete entity, must delete policies first.",
      );
      await root.knock(`Delete${kind}Policy`, one);
      assert.equal(
        await words(root.knock(`Delete${kind}Policy`, one), "NoSuchEntity"),
        `The ${lower} policy with name one cannot be found.`,
      );
    });
  }

  test("may be of the older version, managed ones may not", async () => {
    const old = document().replace("2012-10-17", "2008-10-17");
    const userName = await newUser();
    await root.knock("PutUserPolicy", { userName, policyName: "old", policyDocument: old });
    assert.equal(
      await words(
        root.knock("CreatePolicy", { policyName: "Old", policyDocument: old }),
        "MalformedPolicyDocument",
      ),
      "Policy document must be version 2012-10-17 or greater.",
    );
  });
});

describe("permissions boundaries", () => {
  test("are set at creation or later, shown, and refused in AWS's words", async () => {
    made += 1;
    const userName = `bound${made}`;
    const permissionsBoundary = administratorAccess;
    const { user } = await root.knock("CreateUser", { userName, permissionsBoundary });
    const shown = {
      permissionsBoundaryType: "Policy",
      permissionsBoundaryArn: permissionsBoundary,
    };
    assert.deepEqual(user.permissionsBoundary, shown);
    const got = await root.knock("GetUser", { userName });
    assert.deepEqual(got.user.permissionsBoundary, shown);
    const put = (arn: string) =>
      root.knock("PutUserPermissionsBoundary", { userName, permissionsBoundary: arn });
    const missing = `arn:aws:iam::${account.accountId}:policy/missing`;
    assert.equal(
      await words(put(missing), "NoSuchEntity"),
      `Scope ARN: ${missing} does not exist or is not attachable.`,
    );
    assert.equal(
      await words(put("arn:aws:iam::1:user/x"), "InvalidInput"),
      "ARN arn:aws:iam::1:user/x is not valid.",
    );
    await put((await newPolicy()).arn);
    await root.knock("DeleteUserPermissionsBoundary", { userName });
    await refusal(root.knock("DeleteUserPermissionsBoundary", { userName }), "NoSuchEntity");
    await root.knock("DeleteUser", { userName });
  });

  test("a condition on the boundary keeps delegated administrators from making more than they are", async () => {
    const boundary = (await newPolicy()).arn;
    const user = await house.addUser(account, `delegate-${await newUser()}`, { by: root });
    const condition = { StringEquals: { "iam:PermissionsBoundary": boundary } };
    const policyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Action: ["iam:CreateUser", "iam:AttachUserPolicy"],
        Resource: "*",
        Condition: condition,
      },
    });
    const inline = { userName: user.userName, policyName: "delegated", policyDocument };
    await root.knock("PutUserPolicy", inline);
    const at = await house.signIn(user);
    const userName = `made-by-${user.userName}`;
    await refusal(at.knock("CreateUser", { userName }), "AccessDenied");
    await at.knock("CreateUser", { userName, permissionsBoundary: boundary });
    const policyArn = administratorAccess;
    await at.knock("AttachUserPolicy", { userName, policyArn });
    const free = await newUser();
    await refusal(at.knock("AttachUserPolicy", { userName: free, policyArn }), "AccessDenied");
  });
});

describe("removing in one", () => {
  test("a user or a group goes with its policies, and is counted no more", async () => {
    const [policy, userName, groupName] = [await newPolicy(), await newUser(), await newGroup()];
    const policyArn = policy.arn;
    await root.knock("AttachUserPolicy", { userName, policyArn });
    await root.knock("AttachGroupPolicy", { groupName, policyArn });
    await root.knock("PutUserPolicy", { userName, policyName: "p", policyDocument: document() });
    await root.knock("RemoveUser", { userName });
    await root.knock("RemoveGroup", { groupName });
    const { policy: left } = await root.knock("GetPolicy", { policyArn });
    assert.equal(left.attachmentCount, 0);
  });
});

describe("the simulator", () => {
  const guard = "arn:aws:iam::aws:policy/SallyportRequireMFA";
  const mfa = (value: string) => [
    {
      contextKeyName: "aws:MultiFactorAuthPresent",
      contextKeyType: "boolean",
      contextKeyValues: [value],
    },
  ];

  test("answers as a real request is answered, and names the statement with its place", async () => {
    const userName = await newUser();
    await root.knock("AttachUserPolicy", { userName, policyArn: guard });
    const policyDocument = document();
    await root.knock("PutUserPolicy", { userName, policyName: "list", policyDocument });
    const ask = async (value: string, actionName = "iam:ListUsers", resourceArns = ["*"]) => {
      const { evaluationResults } = await root.knock("SimulatePrincipalPolicy", {
        policySourceArn: `arn:aws:iam::${account.accountId}:user/${userName}`,
        actionNames: [actionName],
        resourceArns,
        contextEntries: mfa(value),
      });
      return evaluationResults[0];
    };
    const denied = await ask("false");
    assert.equal(denied?.evalDecision, "explicitDeny");
    const [matched] = denied?.matchedStatements ?? [];
    assert.deepEqual([matched?.sourcePolicyId, matched?.sourcePolicyType], [guard, "aws-managed"]);
    assert.ok((matched?.startPosition.line ?? 0) > 1);
    assert.equal((await ask("true"))?.evalDecision, "allowed");
    const own = `arn:aws:iam::${account.accountId}:user/${userName}`;
    assert.equal((await ask("false", "iam:EnableMFADevice", [own]))?.evalDecision, "allowed");
    const other = `arn:aws:iam::${account.accountId}:user/other`;
    assert.equal((await ask("true", "iam:EnableMFADevice", [other]))?.evalDecision, "implicitDeny");
  });

  test("takes policies of nobody, pages, and says which keys were missing", async () => {
    const condition = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
    const input = {
      policyInputList: [document("s3:*", condition)],
      actionNames: ["s3:GetObject", "s3:PutObject"],
      resourceArns: ["arn:aws:s3:::one/x", "arn:aws:s3:::two/x"],
    };
    const first = await root.knock("SimulateCustomPolicy", { ...input, maxItems: 3 });
    assert.equal(first.evaluationResults.length, 3);
    assert.deepEqual(first.evaluationResults[0]?.missingContextValues, [
      "aws:MultiFactorAuthPresent",
    ]);
    const { marker } = first;
    const rest = await root.knock("SimulateCustomPolicy", {
      ...input,
      contextEntries: mfa("true"),
      marker,
    });
    assert.deepEqual(
      rest.evaluationResults.map(({ evalActionName, evalResourceName, evalDecision }) => [
        evalActionName,
        evalResourceName,
        evalDecision,
      ]),
      [["s3:PutObject", "arn:aws:s3:::two/x", "allowed"]],
    );
    const { contextKeyNames } = await root.knock("GetContextKeysForCustomPolicy", {
      policyInputList: input.policyInputList,
    });
    assert.deepEqual(contextKeyNames, ["aws:MultiFactorAuthPresent"]);
  });

  test("decides as much for each page as everybody else has the patience for", async () => {
    const long = document("iam:GetUser", { Resource: `arn:aws:iam::1:user/*${"a".repeat(9000)}*` });
    const input = {
      policyInputList: Array<string>(20).fill(long),
      actionNames: ["iam:GetUser"],
      resourceArns: Array.from(
        { length: 7 },
        (_, n) => `arn:aws:iam::1:user/${n}${"a".repeat(2000)}`,
      ),
    };
    const decided: (string | undefined)[] = [];
    let [marker, pages]: [string | undefined, number] = [undefined, 0];
    do {
      const answer: Output<"SimulateCustomPolicy"> = await root.knock("SimulateCustomPolicy", {
        ...input,
        ...(marker !== undefined && { marker }),
      });
      decided.push(...answer.evaluationResults.map((one) => one.evalResourceName));
      ({ marker } = answer);
      pages += 1;
    } while (marker !== undefined);
    assert.deepEqual(decided, input.resourceArns);
    assert.equal(pages, 4);
    // Short, and an answer of a hundred megabytes.
    const always = { Effect: "Allow", Action: "*", Resource: "*" };
    const matching = JSON.stringify({
      Version: "2012-10-17",
      Statement: Array<object>(200).fill(always),
    });
    const matched = await root.knock("SimulateCustomPolicy", {
      policyInputList: Array<string>(20).fill(matching),
      actionNames: Array.from({ length: 100 }, (_, n) => `iam:Get${n}`),
    });
    assert.equal(matched.evaluationResults.length, 2);
    assert.equal(matched.isTruncated, true);
    const tooMany = {
      contextKeyName: "aws:UserAgent",
      contextKeyValues: Array(100).fill("a".repeat(2048)),
    };
    await refusal(
      root.knock("SimulateCustomPolicy", { ...input, contextEntries: [tooMany] }),
      "InvalidInput",
    );
  });

  test("of a group asks its policies alone", async () => {
    const groupName = await newGroup();
    await root.knock("AttachGroupPolicy", { groupName, policyArn: administratorAccess });
    const { evaluationResults } = await root.knock("SimulatePrincipalPolicy", {
      policySourceArn: `arn:aws:iam::${account.accountId}:group/${groupName}`,
      actionNames: ["iam:ListUsers"],
    });
    assert.equal(evaluationResults[0]?.evalDecision, "allowed");
  });
});

test("the account's summary counts policies and versions", async () => {
  const before = (await root.knock("GetAccountSummary")).summaryMap;
  const { arn: policyArn } = await newPolicy();
  await root.knock("CreatePolicyVersion", { policyArn, policyDocument: document() });
  const after = (await root.knock("GetAccountSummary")).summaryMap;
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  assert.deepEqual([grown("Policies"), grown("PolicyVersionsInUse")], [1, 2]);
});

describe("checking while one writes", () => {
  const check = (policyDocument: string, kind = "managed") =>
    root.knock("CheckPolicy", { policyDocument, kind });

  test("every fault is told with its place", async () => {
    const { findings } = await check('{\n  "Version": "2012-10-17",\n  "Statement": [}\n}');
    assert.deepEqual(findings, [
      {
        severity: "error",
        message: "A value was expected here.",
        start: { line: 3, column: 17 },
        end: { line: 3, column: 18 },
      },
    ]);
    assert.equal((await check("")).findings[0]?.severity, "error");
    assert.match((await check('{"a": "\u{1F512}"}')).findings[0]?.message ?? "", /Western/);
  });

  test("advice comes once it is valid, with its size", async () => {
    const condition = { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } } };
    const { findings, size, mostSize } = await check(document("iam:ListUsers", condition), "user");
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ["warning"],
    );
    assert.ok(size > 100);
    assert.equal(mostSize, 2048);
  });
});

describe("what the console shows", () => {
  test("a user's permissions, by where they come from", async () => {
    const [userName, groupName] = [await newUser(), await newGroup()];
    await root.knock("AddUserToGroup", { userName, groupName });
    await root.knock("AttachGroupPolicy", { groupName, policyArn: administratorAccess });
    const policyDocument = document();
    await root.knock("PutUserPolicy", { userName, policyName: "own", policyDocument });
    const permissionsBoundary = (await newPolicy()).arn;
    await root.knock("PutUserPermissionsBoundary", { userName, permissionsBoundary });
    const shown = await root.knock("GetUserPermissions", { userName });
    assert.deepEqual(shown.inline, [{ policyName: "own", policyDocument }]);
    const [via] = shown.viaGroups;
    assert.deepEqual(
      [via?.groupName, via?.attached[0]?.policyArn, via?.attached[0]?.builtIn],
      [groupName, administratorAccess, true],
    );
    assert.equal(shown.boundary?.policyArn, permissionsBoundary);
    assert.deepEqual(shown.denied, {});
    const group = await root.knock("GetGroupPermissions", { groupName });
    assert.deepEqual(group.attached, via?.attached);
  });

  test("policies searched by the beginning of their name, and one with its versions", async () => {
    const { policyName, arn: policyArn } = await newPolicy();
    const { policies } = await root.knock("ListPolicySummaries", {
      namePrefix: policyName.toLowerCase(),
      scope: "Local",
    });
    assert.ok(policies.some((one) => one.policyArn === policyArn && !one.builtIn));
    await root.knock("CreatePolicyVersion", { policyArn, policyDocument: document("iam:*") });
    const { versions, denied } = await root.knock("GetPolicySummary", { policyArn });
    assert.deepEqual(
      versions.map(({ versionId, isDefaultVersion, document: text }) => [
        versionId,
        isDefaultVersion,
        text,
      ]),
      [
        ["v2", false, document("iam:*")],
        ["v1", true, document()],
      ],
    );
    assert.deepEqual(denied, {});
  });

  test("a reader is told what they may not change", async () => {
    const reader = await house.addUser(account, `reader-${await newUser()}`, { by: root });
    const policyArn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
    await root.knock("AttachUserPolicy", { userName: reader.userName, policyArn });
    const at = await house.signIn(reader);
    const { denied } = await at.knock("GetPolicySummary", { policyArn });
    assert.match(denied["iam:AttachUserPolicy"] ?? "", /no identity-based policy allows/);
    const user = await at.knock("GetUserPermissions", { userName: reader.userName });
    assert.match(user.denied["iam:PutUserPolicy"] ?? "", /You may not do this/);
  });
});

test("everything that says who may do what is told page by page, each once", async () => {
  const [plain, userName, groupName] = [await newUser(), await newUser(), await newGroup()];
  await root.knock("AddUserToGroup", { userName, groupName });
  await root.knock("AttachGroupPolicy", { groupName, policyArn: administratorAccess });
  const { arn: policyArn } = await newPolicy();
  await root.knock("PutUserPolicy", { userName, policyName: "own", policyDocument: document() });
  await root.knock("PutUserPermissionsBoundary", { userName, permissionsBoundary: policyArn });
  const users = [];
  const groups = [];
  const policies = [];
  let marker: string | undefined;
  do {
    const more = { maxItems: 7, ...(marker && { marker }) };
    const answer = await root.knock("GetAccountAuthorizationDetails", more);
    users.push(...answer.userDetailList);
    groups.push(...answer.groupDetailList);
    policies.push(...answer.policies);
    marker = answer.marker;
  } while (marker !== undefined);
  const user = users.find((one) => one.userName === userName);
  assert.deepEqual(user?.groupList, [groupName]);
  assert.equal(user?.permissionsBoundary?.permissionsBoundaryArn, policyArn);
  const [inline] = user?.userPolicyList ?? [];
  assert.equal(decodeURIComponent(inline?.policyDocument ?? ""), document());
  assert.equal("userPolicyList" in (users.find((one) => one.userName === plain) ?? {}), false);
  const group = groups.find((one) => one.groupName === groupName);
  assert.equal(group?.attachedManagedPolicies[0]?.policyArn, administratorAccess);
  const arns = policies.map(({ arn }) => arn);
  assert.ok(arns.includes(policyArn) && arns.includes(administratorAccess));
  assert.equal(new Set(arns).size, arns.length);
  const all = [...users.map(({ arn }) => arn), ...groups.map(({ arn }) => arn)];
  assert.equal(new Set(all).size, all.length);
  const only = await root.knock("GetAccountAuthorizationDetails", { filter: ["Group"] });
  assert.deepEqual([only.userDetailList, only.policies], [[], []]);
});
