// AWS's words for what is wrong with an input (iam-semantics: recorded from AWS), and people's words beside them.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { IamError } from "../errors.ts";
import { operations } from "../operations/index.ts";
import { boolean, integer, list, oneOf, optional, struct, text } from "./schema.ts";
import { validate } from "./validate.ts";

function violation(work: () => unknown): IamError {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof IamError);
    assert.equal(error.code, "ValidationError");
    return error;
  }
  assert.fail("it was taken");
}

const plain = struct({ userName: text({ max: 64, pattern: /^[\w+=,.@-]+$/ }) });

const cases: readonly {
  readonly name: keyof typeof operations;
  readonly input: unknown;
  readonly says: string;
}[] = [
  {
    name: "CreateUser",
    input: {},
    says: "1 validation error detected: Value null at 'userName' failed to satisfy constraint: Member must not be null",
  },
  {
    name: "CreateUser",
    input: { userName: "a".repeat(65) },
    says: "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64",
  },
  {
    name: "CreateUser",
    input: { userName: "" },
    says: "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  },
  {
    name: "CreateUser",
    input: { userName: "not allowed" },
    says: "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
  },
  {
    name: "CreateUser",
    input: { userName: "alice", path: "nowhere" },
    says: "1 validation error detected: Value at 'path' failed to satisfy constraint: Member must satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)",
  },
  {
    name: "CreateUser",
    input: { userName: "alice", tags: Array(51).fill({ key: "a", value: "b" }) },
    says: "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
  },
  {
    name: "CreateUser",
    input: { userName: "alice", tags: [{ key: "k".repeat(129), value: "b" }] },
    says: "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128",
  },
  {
    name: "EnableMFADevice",
    input: {
      userName: "alice",
      serialNumber: "short",
      authenticationCode1: "12345",
      authenticationCode2: "abcdef",
    },
    says: "3 validation errors detected: Value at 'serialNumber' failed to satisfy constraint: Member must have length greater than or equal to 9; Value at 'authenticationCode1' failed to satisfy constraint: Member must have length greater than or equal to 6; Value at 'authenticationCode2' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]+",
  },
  {
    name: "ListVirtualMFADevices",
    input: { assignmentStatus: "Some" },
    says: "1 validation error detected: Value at 'assignmentStatus' failed to satisfy constraint: Member must satisfy enum value set: [Assigned, Unassigned, Any]",
  },
  {
    name: "ListUsers",
    input: { maxItems: 0 },
    says: "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
  },
  {
    name: "ListUsers",
    input: { maxItems: 1001 },
    says: "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000",
  },
];

describe("an input that breaks a rule is refused in AWS's words:", () => {
  for (const { name, input, says } of cases) {
    test(`${name}: ${says.slice(0, 110)}`, () => {
      const { message, facts } = violation(() => validate(operations[name].input, input));
      assert.equal(message, says);
      assert.equal(facts.fields?.length, Number(/^\d+/.exec(says)?.[0]));
      assert.ok(facts.fields?.every((field) => !field.message.includes("Member")));
    });
  }
});

describe("an input", () => {
  test("is never echoed", () => {
    const secret = "hunter2 hunter2";
    for (const name of ["ChangePassword", "SignIn", "SubmitMFACode", "EnableMFADevice"] as const) {
      const members = Object.keys(operations[name].input.members);
      const input = Object.fromEntries(members.map((member) => [member, [secret]]));
      const { message, facts } = violation(() => validate(operations[name].input, input));
      assert.equal(`${message}${JSON.stringify(facts)}`.includes("hunter2"), false);
    }
  });

  test("with members that are not known is refused, each named once and briefly", () => {
    const { facts } = violation(() =>
      validate(plain, { userName: "alice", UserName: "bob", ["x".repeat(1000)]: 1 }),
    );
    assert.deepEqual(
      facts.fields?.map(({ name }) => name),
      ["UserName", "x".repeat(64)],
    );
  });

  test("brings nothing from its prototype", () => {
    const input = Object.create({ userName: "alice" }) as object;
    violation(() => validate(plain, input));
    violation(() => validate(plain, JSON.parse('{"__proto__": {"userName": "alice"}}')));
    const taken = validate(struct({ toString: optional(text({ max: 9 })) }), {});
    assert.equal(Object.hasOwn(taken, "toString"), false);
  });

  for (const [says, input] of [
    ["nothing", undefined],
    ["null", null],
    ["a text", "userName=alice"],
    ["a list", [{ userName: "alice" }]],
  ] as const) {
    test(`that is ${says} is refused`, () => {
      violation(() => validate(plain, input));
    });
  }

  test("of the wrong type is refused for every kind of member", () => {
    const schema = struct({
      name: text({ max: 9 }),
      count: integer(0, 9),
      flag: boolean,
      names: list(text({ max: 9 })),
      part: struct({ one: boolean }),
      choice: oneOf("a", "b"),
    });
    const wrong = { name: 1, count: "1", flag: "true", names: "x", part: [], choice: true };
    assert.equal(violation(() => validate(schema, wrong)).facts.fields?.length, 6);
    const odd = { name: "x", count: 1.5, flag: true, names: [], part: { one: true }, choice: "a" };
    assert.deepEqual(
      violation(() => validate(schema, odd)).facts.fields?.map(({ name }) => name),
      ["count"],
    );
  });

  test("counts characters, not halves of them", () => {
    const schema = struct({ name: text({ max: 2 }) });
    validate(schema, { name: "😀😀" });
    violation(() => validate(schema, { name: "😀😀😀" }));
  });

  test("with null for a member has none", () => {
    assert.deepEqual(validate(struct({ a: optional(boolean) }), { a: null }), {});
  });
});
