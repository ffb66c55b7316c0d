import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { builtInPolicies } from "./built-in.ts";
import { checkDocument } from "./check-document.ts";
import { knownActions } from "./known-actions.ts";
import { type Advice, lint } from "./lint.ts";
import { positionAt } from "./position.ts";

type Statement = Readonly<Record<string, unknown>>;

function adviceOn(statements: Statement | readonly Statement[], most = 6144): readonly Advice[] {
  const source = JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
  return adviceOnText(source, most);
}

function adviceOnText(source: string, most = 6144): readonly Advice[] {
  const { document, faults } = checkDocument(source, { kind: "identity", managed: true });
  assert.ok(document, JSON.stringify(faults));
  return lint(document, { most });
}

const codes = (...given: Parameters<typeof adviceOn>) => adviceOn(...given).map(({ code }) => code);

const allow = (more: Statement): Statement => ({
  Effect: "Allow",
  Action: "s3:*",
  Resource: "*",
  ...more,
});
const deny = (more: Statement): Statement => ({ ...allow(more), Effect: "Deny" });
const mfa = (operator: string, value: unknown) => ({
  Condition: { [operator]: { "aws:MultiFactorAuthPresent": value } },
});

describe("advice on MFA", () => {
  const rows: readonly (readonly [string, Statement, readonly string[]])[] = [
    ["Allow + Bool true is right", allow(mfa("Bool", "true")), []],
    ["Allow + BoolIfExists true", allow(mfa("BoolIfExists", "true")), ["allowsWithoutMfa"]],
    ["… also as a boolean", allow(mfa("BoolIfExists", true)), ["allowsWithoutMfa"]],
    ["Deny + BoolIfExists false is right", deny(mfa("BoolIfExists", "false")), []],
    ["Deny + Bool false", deny(mfa("Bool", "false")), ["missesAccessKeys"]],
    ["Deny + Null true", deny(mfa("Null", "true")), ["missesSessions"]],
    [
      "another key is no matter",
      deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      [],
    ],
  ];
  for (const [name, statement, expected] of rows) {
    test(name, () => assert.deepEqual(codes(statement), expected));
  }

  test("stands where the operator stands", () => {
    const source = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny", "Action": "*", "Resource": "*",
    "Condition": { "Bool": { "aws:MultiFactorAuthPresent": false } }
  }
}`;
    const [advice] = adviceOnText(source);
    assert.ok(advice);
    assert.deepEqual(positionAt(source, advice.at.start), { line: 5, column: 20 });
  });
});

describe("advice on resources", () => {
  const own = "arn:aws:iam::*:user/${aws:username}";
  const getUser = { Action: "iam:GetUser" };
  test("user/${aws:username} misses users with a path", () => {
    const [advice] = adviceOn(allow({ ...getUser, Resource: own }));
    assert.equal(advice?.code, "missesPaths");
    assert.match(advice?.message ?? "", /user\/\*\/\$\{aws:username\}/);
  });
  test("unless they are there too", () => {
    const also = "arn:aws:iam::*:user/*/${aws:username}";
    assert.deepEqual(codes(allow({ ...getUser, Resource: [own, also] })), []);
  });
  test("an action that is asked on * alone never applies to a user", () => {
    const statement = {
      Action: ["iam:ListUsers", "iam:GetUser"],
      Resource: "arn:aws:iam::*:user/*",
    };
    assert.deepEqual(codes(allow(statement)), ["neverApplies"]);
  });
  test("an action of users never applies to a device", () => {
    const statement = { Action: "iam:EnableMFADevice", Resource: "arn:aws:iam::*:mfa/*" };
    assert.deepEqual(codes(allow(statement)), ["neverApplies"]);
    assert.deepEqual(codes(allow({ ...statement, Action: "iam:CreateVirtualMFADevice" })), []);
  });
});

describe("advice on actions", () => {
  test("there is no such action, and which was meant", () => {
    const [advice] = adviceOn(allow({ Action: "iam:ListUser" }));
    assert.match(
      advice?.message ?? "",
      /no action "iam:ListUser"\. Did you mean "iam:ListUsers"\?/,
    );
  });
  test("a pattern that fits some action is right, whatever its case", () => {
    assert.deepEqual(codes(allow({ Action: ["iam:list*", "STS:assumerole"] })), []);
    assert.deepEqual(codes(allow({ Action: "iam:Make*" })), ["unknownAction"]);
  });
  test("of other services nothing is known", () => {
    assert.deepEqual(codes(allow({ Action: "ec2:Whatever" })), []);
  });
});

describe("advice on statements", () => {
  test("an Allow of what is denied anyway allows nothing", () => {
    const statements = [allow({ Action: "s3:Get*" }), deny({ Sid: "No", Action: "s3:*" })];
    const [advice] = adviceOn(statements);
    assert.equal(advice?.code, "unreachable");
    assert.match(advice?.message ?? "", /"No"/);
  });
  test("a Deny with a condition denies only sometimes", () => {
    const statements = [allow({ Action: "s3:Get*" }), deny(mfa("BoolIfExists", "false"))];
    assert.deepEqual(codes(statements), []);
  });
  test("the same twice is told once", () => {
    assert.deepEqual(codes([allow({}), allow({})]), ["unreachable"]);
    assert.deepEqual(codes([allow({ Action: "s3:GetObject" }), allow({})]), ["unreachable"]);
  });
  test("more than may be stored", () => {
    assert.deepEqual(codes(allow({}), 50), ["overSize"]);
  });
});

test("our own policies need no advice", () => {
  for (const { name, document } of builtInPolicies) {
    assert.deepEqual(adviceOnText(document), [], name);
  }
});

test("of a document that is longer by far than what may be stored, that is told and nothing else", () => {
  const [piece, text] = ["a".repeat(30_000), "a".repeat(60_000)];
  const actions = Array.from({ length: 3000 }, (_, index) => `iam:*a*a*a*${index}`);
  assert.deepEqual(codes(allow({ Action: actions })), ["overSize"]);
  assert.deepEqual(codes([allow({ Action: `s3:*${piece}b` }), allow({ Action: `s3:${text}c` })]), [
    "overSize",
  ]);
  // A little too long: whoever shortens it wants to know the rest, too.
  const some = Array.from({ length: 500 }, (_, index) => `iam:GetUsr${index}`);
  assert.equal(codes(allow({ Action: some })).length, 501);
});

test("resources count like actions among the words that are compared", () => {
  const resources = (from: number) =>
    Array.from({ length: 600 }, (_, index) => `arn:aws:s3:::b/${from + index}`);
  const both = [allow({ Resource: resources(0) }), allow({ Resource: resources(0) })];
  assert.deepEqual(codes(both, 30_000), []);
});

test("every action that an operation asks is known", async () => {
  const missing = new Set<string>();
  for (const room of ["operations", "ceremonies", "identity", "access"]) {
    const folder = new URL(`../${room}/`, import.meta.url);
    for (const file of await readdir(folder)) {
      if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
      const text = await readFile(new URL(file, folder), "utf8");
      for (const [, action = ""] of text.matchAll(/"((?:iam|sts|sallyport):[A-Z][A-Za-z]+)"/g)) {
        const key =
          /^iam:(?:PolicyARN|PermissionsBoundary)$|^sts:(?:ExternalId|RoleSessionName|SourceIdentity|TransitiveTagKeys)$|^sallyport:(?:ResourceOwner|MultiFactorAuth\w+)$/;
        if (!knownActions.includes(action) && !key.test(action)) missing.add(action);
      }
    }
  }
  assert.deepEqual([...missing], []);
});
