import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { checkDocument } from "./check-document.ts";
import { compile } from "./compile.ts";
import { type AttachedPolicy, type Decision, decide, type PolicyRole } from "./decide.ts";
import { type AccessRequest, contextKey } from "./request.ts";

type Statement = Record<string, unknown>;

function policy(
  statements: Statement | readonly Statement[],
  role: PolicyRole = "identity",
): AttachedPolicy {
  const kind = role === "trust" ? "trust" : "identity";
  const source = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const { document, faults } = checkDocument(source, { kind, managed: true });
  assert.ok(document, JSON.stringify(faults));
  return { role, id: role, from: "test", policy: compile(document) };
}

function request(
  change: Partial<AccessRequest> & {
    readonly keys?: Record<string, string | readonly string[]>;
  } = {},
): AccessRequest {
  const { keys = {}, ...rest } = change;
  const context = new Map(
    Object.entries(keys).map(([name, value]) => [
      contextKey(name),
      typeof value === "string" ? [value] : value,
    ]),
  );
  return { action: "iam:ListUsers", resource: "*", context, ...rest };
}

const outcome = (
  policies: readonly AttachedPolicy[],
  asked: AccessRequest = request(),
): Decision["outcome"] => decide({ request: asked, policies }).outcome;

const allowAll = { Effect: "Allow", Action: "*", Resource: "*" };
const denyAll = { Effect: "Deny", Action: "*", Resource: "*" };

describe("the order of a decision", () => {
  test("silence is a deny", () => assert.equal(outcome([]), "implicitDeny"));
  test("an allow allows", () => assert.equal(outcome([policy(allowAll)]), "allowed"));
  test("an explicit deny wins over every allow", () => {
    assert.equal(outcome([policy(allowAll), policy(denyAll)]), "explicitDeny");
  });
  test("a boundary only takes away", () => {
    const boundary = policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }, "boundary");
    assert.equal(outcome([policy(allowAll), boundary]), "implicitDeny");
    assert.equal(outcome([policy(allowAll, "boundary")]), "implicitDeny");
    assert.equal(outcome([policy(allowAll), policy(allowAll, "boundary")]), "allowed");
  });
  test("a session policy only takes away", () => {
    const session = policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }, "session");
    assert.equal(outcome([policy(allowAll), session]), "implicitDeny");
  });
  test("root is not subject to identity policies", () => {
    assert.equal(
      decide({ request: request(), policies: [policy(denyAll)], root: true }).outcome,
      "allowed",
    );
  });
  test("a decision names the statement that decided", () => {
    const decision = decide({
      request: request(),
      policies: [policy([allowAll, { ...denyAll, Sid: "NoMore" }])],
    });
    assert.deepEqual(
      decision.because.map(({ statement }) => statement.sid),
      ["NoMore"],
    );
  });
  test("actions compare without case, NotAction is everything else", () => {
    assert.equal(outcome([policy({ ...allowAll, Action: "IAM:listusers" })]), "allowed");
    const { Action: _, ...rest } = allowAll;
    assert.equal(outcome([policy({ ...rest, NotAction: "iam:List*" })]), "implicitDeny");
    assert.equal(outcome([policy({ ...rest, NotAction: "s3:*" })]), "allowed");
  });
  test("a trust policy decides alone", () => {
    const trust = policy(
      { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" },
      "trust",
    );
    const asked = (accountId: string) =>
      request({ action: "sts:AssumeRole", principal: { kind: "AWS", accountId, names: [] } });
    assert.equal(outcome([trust], asked("123456789012")), "allowed");
    assert.equal(outcome([trust], asked("210987654321")), "implicitDeny");
  });
});

// iam-semantics §5.3: operator, policy value(s), request value(s) (undefined: key absent), whether the condition holds
const key = "aws:PrincipalTag/x";
const conditions: readonly (readonly [
  operator: string,
  wanted: unknown,
  actual: string | readonly string[] | undefined,
  holds: boolean,
])[] = [
  ["StringEquals", "a", "a", true],
  ["StringEquals", "a", "A", false],
  ["StringEquals", ["a", "b"], "b", true],
  ["StringEquals", "a*", "ab", false],
  ["StringEquals", "a", undefined, false],
  ["StringEqualsIfExists", "a", undefined, true],
  ["StringNotEquals", ["a", "b"], "b", false],
  ["StringNotEquals", ["a", "b"], "c", true],
  ["StringNotEquals", "a", undefined, true],
  ["StringEqualsIgnoreCase", "A", "a", true],
  ["StringLike", "a*", "abc", true],
  ["StringLike", "a?c", "abc", true],
  ["StringNotLike", "a*", "abc", false],
  ["NumericLessThan", "10", "9.5", true],
  ["NumericLessThan", "10", "10", false],
  ["NumericLessThanEquals", 10, "10", true],
  ["NumericGreaterThan", "10", "many", false],
  ["NumericGreaterThanIfExists", "10", undefined, true],
  ["DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z", true],
  ["DateGreaterThan", "1700000000", "2026-01-01T00:00:00Z", true],
  ["Bool", "true", "TRUE", true],
  ["Bool", true, "false", false],
  ["Bool", "false", undefined, false],
  ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", true],
  ["IpAddress", "203.0.113.0/24", "203.0.113.9", true],
  ["IpAddress", "203.0.113.0/24", "203.0.114.9", false],
  ["IpAddress", "2001:db8::/32", "2001:db8:1::1", true],
  ["IpAddress", "203.0.113.7", "203.0.113.7", true],
  ["NotIpAddress", "203.0.113.0/24", "198.51.100.1", true],
  ["ArnLike", "arn:aws:iam::*:user/*", "arn:aws:iam::123456789012:user/a", true],
  ["ArnEquals", "arn:aws:iam::*:user/a*", "arn:aws:iam::123456789012:user/abc", true],
  ["ArnNotEquals", "arn:aws:iam::*:user/*", "arn:aws:iam::123456789012:role/a", true],
  ["Null", "true", undefined, true],
  ["Null", "true", "a", false],
  ["Null", "false", "a", true],
  ["Null", "false", undefined, false],
  ["ForAllValues:StringEquals", ["a", "b"], ["a"], true],
  ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], false],
  ["ForAllValues:StringEquals", ["a", "b"], undefined, true],
  ["ForAllValues:StringEquals", ["a", "b"], [], true],
  ["ForAnyValue:StringEquals", ["a", "b"], ["c", "a"], true],
  ["ForAnyValue:StringEquals", ["a", "b"], ["c"], false],
  ["ForAnyValue:StringEquals", ["a", "b"], undefined, false],
];
for (const [operator, wanted, actual, holds] of conditions) {
  const said = actual === undefined ? "an absent key" : JSON.stringify(actual);
  test(`${operator} ${JSON.stringify(wanted)} ${holds ? "holds" : "does not hold"} for ${said}`, () => {
    const conditional = { ...allowAll, Condition: { [operator]: { [key]: wanted } } };
    const keys = actual === undefined ? {} : { "AWS:PrincipalTag/X": actual };
    assert.equal(
      outcome([policy(conditional)], request({ keys })),
      holds ? "allowed" : "implicitDeny",
    );
  });
}

test("a million digits and a letter are no number, and nobody waits for that", () => {
  const digits = `${"1".repeat(1_000_000)}x`;
  const least = {
    ...allowAll,
    Condition: { NumericGreaterThan: { "aws:MultiFactorAuthAge": "0" } },
  };
  const keys = { "aws:MultiFactorAuthAge": digits };
  assert.equal(outcome([policy(least)], request({ keys })), "implicitDeny");
});

describe("policy variables", () => {
  const own = { Effect: "Allow", Action: "iam:*", Resource: "arn:aws:iam::*:user/${aws:username}" };
  const asked = (name: string, keys: Record<string, string>) =>
    request({ resource: `arn:aws:iam::123456789012:user/${name}`, keys });
  test("stand for the request's value", () => {
    assert.equal(outcome([policy(own)], asked("alice", { "aws:username": "alice" })), "allowed");
    assert.equal(outcome([policy(own)], asked("bob", { "aws:username": "alice" })), "implicitDeny");
  });
  test("are literal text: a star in a value is no wildcard", () => {
    assert.equal(outcome([policy(own)], asked("bob", { "aws:username": "*" })), "implicitDeny");
  });
  test("that nobody can resolve make the statement not match, unless they have a default", () => {
    assert.equal(outcome([policy(own)], asked("alice", {})), "implicitDeny");
    const byDefault = { ...own, Resource: "arn:aws:iam::*:user/${aws:username, 'guest'}" };
    assert.equal(outcome([policy(byDefault)], asked("guest", {})), "allowed");
    const negated = {
      ...allowAll,
      Condition: { StringNotEquals: { "aws:userid": "${aws:PrincipalTag/none}" } },
    };
    assert.equal(
      outcome([policy(negated)], request({ keys: { "aws:userid": "x" } })),
      "implicitDeny",
    );
  });
  test("${*} and ${$} are the characters themselves", () => {
    const literal = { ...allowAll, Condition: { StringLike: { "aws:userid": "a${*}${$}" } } };
    assert.equal(outcome([policy(literal)], request({ keys: { "aws:userid": "a*$" } })), "allowed");
    assert.equal(
      outcome([policy(literal)], request({ keys: { "aws:userid": "ab$" } })),
      "implicitDeny",
    );
  });
});

// iam-semantics §5.5: each pattern against a long-term key, a session without MFA, one with fresh MFA, one with old MFA
const kinds = {
  longTerm: {},
  noMfa: { "aws:MultiFactorAuthPresent": "false" },
  fresh: { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60" },
  stale: { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "7200" },
} as const;
const present = "aws:MultiFactorAuthPresent";
const guard = (condition: Statement) => [allowAll, { ...denyAll, Condition: condition }];
const mfaPatterns: readonly (readonly [
  what: string,
  statements: readonly Statement[],
  allowed: readonly (keyof typeof kinds)[],
])[] = [
  [
    "Allow + Bool true",
    [{ ...allowAll, Condition: { Bool: { [present]: "true" } } }],
    ["fresh", "stale"],
  ],
  [
    "Allow + BoolIfExists true lets long-term keys through",
    [{ ...allowAll, Condition: { BoolIfExists: { [present]: "true" } } }],
    ["longTerm", "fresh", "stale"],
  ],
  [
    "Deny + Bool false lets long-term keys through",
    guard({ Bool: { [present]: "false" } }),
    ["longTerm", "fresh", "stale"],
  ],
  [
    "Deny + BoolIfExists false stops both",
    guard({ BoolIfExists: { [present]: "false" } }),
    ["fresh", "stale"],
  ],
  [
    "Deny + Null true stops long-term keys alone",
    guard({ Null: { [present]: "true" } }),
    ["noMfa", "fresh", "stale"],
  ],
  [
    "Allow + age under an hour",
    [{ ...allowAll, Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } } }],
    ["fresh"],
  ],
  [
    "Deny + age over an hour, if it exists",
    guard({ NumericGreaterThanIfExists: { "aws:MultiFactorAuthAge": "3600" } }),
    ["fresh"],
  ],
];
for (const [what, statements, allowed] of mfaPatterns) {
  for (const [kind, keys] of Object.entries(kinds)) {
    const expected = allowed.some((one) => one === kind);
    test(`${what}: ${kind} is ${expected ? "let through" : "stopped"}`, () => {
      assert.equal(outcome([policy(statements)], request({ keys })) === "allowed", expected);
    });
  }
}

describe("whatever the policies are", () => {
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.constantFrom("*", "iam:*", "iam:ListUsers", "s3:*"),
    Resource: fc.constantFrom("*", "arn:aws:iam::123456789012:user/a", "arn:aws:iam::*:user/*"),
    Condition: fc.constantFrom(
      {},
      { Bool: { [present]: "true" } },
      { BoolIfExists: { [present]: "false" } },
    ),
  });
  const statements = fc.array(statement, { minLength: 1, maxLength: 6 });
  const asked = fc.record({
    action: fc.constantFrom("iam:ListUsers", "s3:GetObject"),
    resource: fc.constantFrom("*", "arn:aws:iam::123456789012:user/a"),
    keys: fc.constantFrom(...Object.values(kinds)),
  });

  test("an added Deny never allows more", () => {
    fc.assert(
      fc.property(statements, statement, asked, (before, added, change) => {
        const after = [...before, { ...added, Effect: "Deny" }];
        const now = outcome([policy(after)], request(change));
        if (now === "allowed") assert.equal(outcome([policy(before)], request(change)), "allowed");
      }),
    );
  });
  test("an added Allow never denies more", () => {
    fc.assert(
      fc.property(statements, statement, asked, (before, added, change) => {
        const after = [...before, { ...added, Effect: "Allow" }];
        if (outcome([policy(before)], request(change)) === "allowed") {
          assert.equal(outcome([policy(after)], request(change)), "allowed");
        }
      }),
    );
  });
  test("the order of statements, and how they are spread over policies, changes nothing", () => {
    fc.assert(
      fc.property(statements, asked, (all, change) => {
        const together = outcome([policy(all)], request(change));
        assert.equal(outcome([policy([...all].reverse())], request(change)), together);
        assert.equal(
          outcome(
            all.map((one) => policy(one)),
            request(change),
          ),
          together,
        );
      }),
    );
  });
});
