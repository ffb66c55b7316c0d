import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkDocument } from "./check-document.ts";
import { positionAt } from "./position.ts";

const allow = { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::example" };

/** A managed policy of one statement, changed. */
function withStatement(change: Record<string, unknown>, without: readonly string[] = []) {
  const statement = Object.fromEntries(
    Object.entries({ ...allow, ...change }).filter(([name]) => !without.includes(name)),
  );
  return { Version: "2012-10-17", Statement: statement };
}

const syntax = "Syntax errors in policy.";
const legacy = "The policy failed legacy parsing";
const paths =
  'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.';

// iam-semantics §3.7, row by row
const refused: readonly (readonly [what: string, document: unknown, message: string])[] = [
  ["text that is no JSON", "This is not a json document", syntax],
  ["an empty object", {}, syntax],
  ["no statement", { Version: "2012-10-17" }, syntax],
  ["an empty list of statements", { Version: "2012-10-17", Statement: [] }, syntax],
  ["an unknown element on top", { Version: "2012-10-17", Extra: 1, Statement: allow }, syntax],
  ["an unknown element of a statement", withStatement({ Extra: 1 }), syntax],
  ["a version of the future", { Version: "2013-10-17", Statement: allow }, syntax],
  ["an Id that is a list", { Version: "2012-10-17", Id: ["a"], Statement: allow }, syntax],
  ["a Sid that is a number", withStatement({ Sid: 1 }), syntax],
  ["no effect", withStatement({}, ["Effect"]), syntax],
  ["an effect of another word", withStatement({ Effect: "Permit" }), syntax],
  ["an action that is an object", withStatement({ Action: {} }), syntax],
  ["Action and NotAction", withStatement({ NotAction: "s3:*" }), syntax],
  ["Resource and NotResource", withStatement({ NotResource: "*" }), syntax],
  [
    "an unknown condition operator",
    withStatement({ Condition: { StringIs: { "aws:username": "a" } } }),
    syntax,
  ],
  ["a condition that is a text", withStatement({ Condition: "x" }), syntax],
  ["an operator without keys", withStatement({ Condition: { StringEquals: "x" } }), syntax],
  ["Null with IfExists", withStatement({ Condition: { NullIfExists: { a: "true" } } }), syntax],
  ["a principal", withStatement({ Principal: "*" }), syntax],
  [
    "the older version, managed",
    { Version: "2008-10-17", Statement: allow },
    "Policy document must be version 2012-10-17 or greater.",
  ],
  [
    "no version, managed",
    { Statement: allow },
    "Policy document must be version 2012-10-17 or greater.",
  ],
  ["allow in small letters", withStatement({ Effect: "allow" }), legacy],
  ["denY", withStatement({ Effect: "denY" }), legacy],
  [
    "a date that is none",
    withStatement({ Condition: { DateGreaterThan: { "aws:CurrentTime": "tomorrow" } } }),
    legacy,
  ],
  ["an ARN with five fields", withStatement({ Resource: "arn:aws:s3::example" }), legacy],
  [
    "one Sid twice",
    {
      Version: "2012-10-17",
      Statement: [
        { ...allow, Sid: "A" },
        { ...allow, Sid: "A" },
      ],
    },
    "Statement IDs (SID) in a single policy must be unique.",
  ],
  ["no action", withStatement({}, ["Action"]), "Policy statement must contain actions."],
  [
    "an empty list of actions",
    withStatement({ Action: [] }),
    "Policy statement must contain actions.",
  ],
  ["no resource", withStatement({}, ["Resource"]), "Policy statement must contain resources."],
  [
    "an empty list of resources",
    withStatement({ Resource: [] }),
    "Policy statement must contain resources.",
  ],
  [
    "a resource that is no ARN",
    withStatement({ Resource: "invalid resource" }),
    'Resource invalid resource must be in ARN format or "*".',
  ],
  ["an empty resource", withStatement({ Resource: "" }), 'Resource  must be in ARN format or "*".'],
  [
    "an unknown partition",
    withStatement({ Resource: "arn:error:s3:::example" }),
    'Partition "error" is not valid for resource "arn:error:s3:::example".',
  ],
  [
    "an unknown partition, cut short",
    withStatement({ Resource: "arn:error:s3::example" }),
    'Partition "error" is not valid for resource "arn:error:s3::example:*".',
  ],
  [
    "an ARN without a service",
    withStatement({ Resource: "arn:aws" }),
    "Resource vendor must be fully qualified and cannot contain regexes.",
  ],
  [
    "a wildcard for the service",
    withStatement({ Resource: "arn:aws:*:::example" }),
    "Resource vendor must be fully qualified and cannot contain regexes.",
  ],
  ["an IAM resource of no kind", withStatement({ Resource: "arn:aws:iam:::example" }), paths],
  [
    "an IAM resource with a region",
    withStatement({ Resource: "arn:aws:iam:us-east-1::user/a" }),
    "IAM resource arn:aws:iam:us-east-1::user/a cannot contain region information.",
  ],
  [
    "an S3 resource with a region",
    withStatement({ Resource: "arn:aws:s3:us-east-1::b" }),
    "Resource arn:aws:s3:us-east-1::b can not contain region information.",
  ],
  [
    "an action without a service",
    withStatement({ Action: "invalid" }),
    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  ],
  [
    "an empty action",
    withStatement({ Action: "" }),
    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  ],
  [
    "two colons",
    withStatement({ Action: "a:b:c" }),
    "Actions/Condition can contain only one colon.",
  ],
  [
    "odd characters in the service",
    withStatement({ Action: "a a:ListBucket" }),
    "Vendor a a is not valid",
  ],
];
for (const [what, document, message] of refused) {
  test(`${what} is refused in AWS's words`, () => {
    const source = typeof document === "string" ? document : JSON.stringify(document);
    assert.equal(
      checkDocument(source, { kind: "identity", managed: true }).faults[0]?.message,
      message,
    );
  });
}

const accepted: readonly (readonly [what: string, document: unknown])[] = [
  ["one statement without a list", withStatement({})],
  ["actions that nobody knows", withStatement({ Action: ["iam:dsf", "s3s:ListBucket"] })],
  ["everything", withStatement({ Action: "*", Resource: "*" })],
  [
    "operators with prefix and suffix",
    withStatement({
      Condition: { "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a", "b"] } },
    }),
  ],
  [
    "a boolean that is no text",
    withStatement({ Condition: { Bool: { "aws:SecureTransport": true } } }),
  ],
  [
    "seconds since 1970 for a date",
    withStatement({ Condition: { DateLessThan: { "aws:EpochTime": "1700000000" } } }),
  ],
  [
    "the root of an account",
    withStatement({ Action: "iam:*", Resource: "arn:aws:iam::123456789012:root" }),
  ],
];
for (const [what, document] of accepted) {
  test(`${what}: accepted`, () => {
    assert.deepEqual(
      checkDocument(JSON.stringify(document), { kind: "identity", managed: true }).faults,
      [],
    );
  });
}

test("an inline policy may be of the older version, or of none", () => {
  for (const version of [{}, { Version: "2008-10-17" }]) {
    const source = JSON.stringify({ ...version, Statement: allow });
    assert.deepEqual(checkDocument(source, { kind: "identity", managed: false }).faults, []);
  }
});

const trust = { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" };
const trustFaults: readonly (readonly [what: string, source: string, message: string])[] = [
  ["no JSON", "{", "This policy contains invalid Json"],
  [
    "a resource",
    JSON.stringify({ Version: "2012-10-17", Statement: { ...trust, Resource: "*" } }),
    "Has prohibited field Resource",
  ],
  [
    "an action of another service",
    JSON.stringify({ Version: "2012-10-17", Statement: { ...trust, Action: "s3:*" } }),
    "AssumeRole policy may only specify STS AssumeRole actions.",
  ],
];
for (const [what, source, message] of trustFaults) {
  test(`a trust policy with ${what} is refused in AWS's words`, () => {
    assert.equal(
      checkDocument(source, { kind: "trust", managed: false }).faults[0]?.message,
      message,
    );
  });
}

test("a fault says where it is, and what was probably meant", () => {
  const source = `{\n  "Version": "2012-10-17",\n  "Statement": {\n    "Efect": "Allow"\n  }\n}`;
  const fault = checkDocument(source, { kind: "identity", managed: true }).faults[0];
  assert.ok(fault);
  assert.deepEqual(positionAt(source, fault.at.start), { line: 4, column: 5 });
  assert.match(fault.reason, /Did you mean "Effect"/);
});

test("hostile documents are read in bounded depth, and refused", () => {
  const deep = `{"Version":"2012-10-17","Statement":${"[".repeat(50_000)}`;
  assert.equal(checkDocument(deep, { kind: "identity", managed: true }).faults[0]?.message, syntax);
});

test("whatever is typed, the checker answers", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (source) => {
      const { document, faults } = checkDocument(source, { kind: "identity", managed: true });
      assert.equal(document === undefined, faults.length > 0);
    }),
  );
});
