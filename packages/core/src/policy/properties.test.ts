// What holds whatever is written in a policy: how it is written is no part of what it says, and deciding by it ends.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkDocument } from "./check-document.ts";
import { compile } from "./compile.ts";
import { type Decision, decide, decideInSteps } from "./decide.ts";
import { operatorNames } from "./operators.ts";
import { type AccessRequest, contextKey } from "./request.ts";

type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [member: string]: Json };

/** Undefined where the document is no policy. */
function outcome(source: string, request: AccessRequest): Decision["outcome"] | undefined {
  const { document } = checkDocument(source, { kind: "identity", managed: true });
  if (document === undefined) return undefined;
  const policy = { role: "identity", id: "one", from: "test", policy: compile(document) } as const;
  const decision = decide({ request, policies: [policy] });
  assert.deepEqual(throughSteps(decideInSteps({ request, policies: [policy] })), decision);
  return decision.outcome;
}

function throughSteps<Result>(steps: Generator<number, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const asked: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom("iam:ListUsers", "iam:GetUser", "s3:GetObject"),
  resource: fc.constantFrom("*", "arn:aws:iam::123456789012:user/staff/a"),
  context: fc
    .record(
      {
        "aws:username": fc.constantFrom("a", "*", "staff/a"),
        "aws:MultiFactorAuthPresent": fc.constantFrom("true", "false"),
        "aws:MultiFactorAuthAge": fc.constantFrom("60", "7200"),
        "aws:SourceIp": fc.constantFrom("192.0.2.1", "2001:db8::1"),
      },
      { requiredKeys: [] },
    )
    .map((keys) => new Map(Object.entries(keys).map(([key, value]) => [contextKey(key), [value]]))),
});

const one = <Value>(...values: Value[]) => fc.constantFrom(...values);
const some = <Value extends Json>(value: fc.Arbitrary<Value>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));

const actions = some(one("*", "iam:*", "iam:List*", "iam:GetUser", "s3:GetObject"));
const variable = "arn:aws:iam::123456789012:user/staff/${aws:username}";
const resources = some(one("*", variable, "arn:aws:iam::*:user/*"));
const conditions = fc.record(
  {
    Bool: fc.record({
      "aws:MultiFactorAuthPresent": some(one<Json>("true", "false", true, false)),
    }),
    NumericLessThan: fc.record({ "aws:MultiFactorAuthAge": some(one<Json>("3600", 3600)) }),
    "ForAnyValue:StringLike": fc.record({ "aws:username": some(one("a", "*", "s?aff/*")) }),
    NotIpAddressIfExists: fc.record({ "aws:SourceIp": some(one("192.0.2.0/24", "2001:db8::/32")) }),
    Null: fc.record({ "aws:SourceIp": some(one<Json>("true", false)) }),
  },
  { requiredKeys: [] },
);
const statement = fc
  .record({
    effect: one("Allow", "Deny"),
    action: fc.tuple(one("Action", "NotAction"), actions),
    resource: fc.tuple(one("Resource", "NotResource"), resources),
    condition: conditions,
  })
  .map(({ effect, action, resource, condition }) => ({
    Effect: effect,
    [action[0]]: action[1],
    [resource[0]]: resource[1],
    Condition: condition,
  }));
const raw = fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 3 }));

const listed = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value as Json]);

/** The same policy in another hand: lists where there may be one, texts where there may be others, keys and actions in capitals, members in another order. */
function normalised(statements: Json): Json {
  return listed(statements).map((each) => {
    const { Effect, Condition, ...rest } = each as Record<string, Json>;
    const plain = Object.entries(rest).map(([member, value]): [string, Json] => [
      member,
      listed(value).map((text) => (/Action$/.test(member) ? String(text).toUpperCase() : text)),
    ]);
    const tests = Object.entries(Condition as Record<string, Record<string, Json>>).map(
      ([operator, keys]): [string, Json] => [
        operator,
        Object.fromEntries(
          Object.entries(keys).map(([key, values]) => [
            key.toUpperCase(),
            listed(values).map(String).toReversed(),
          ]),
        ),
      ],
    );
    return Object.fromEntries([
      ["Condition", Object.fromEntries(tests.toReversed())],
      ...plain.toReversed(),
      ["Effect", Effect as Json],
    ]);
  });
}

test("a document decides as it does when it is normalised", () => {
  const seen = new Set<string | undefined>();
  fc.assert(
    fc.property(raw, asked, (statements, request) => {
      const written = JSON.stringify({ Version: "2012-10-17", Statement: statements });
      const again = { Statement: normalised(statements as Json), Version: "2012-10-17" };
      const decided = outcome(written, request);
      seen.add(decided);
      assert.notEqual(decided, undefined, written);
      assert.equal(outcome(JSON.stringify(again, undefined, 3), request), decided);
    }),
    { numRuns: 1000 },
  );
  assert.deepEqual([...seen].sort(), ["allowed", "explicitDeny", "implicitDeny"]);
});

/** What a pattern can be made to begin anew by, again and again. */
const hostile = fc
  .array(one("*", "?", "a", "*a", "ab", ":", "/", "${aws:username}", "${*}", "${aws:none, '*'}"), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join(""));

test("a decision ends in one of three ways, whatever an accepted document asks to be compared", () => {
  let accepted = 0;
  const operator = fc
    .tuple(one("", "ForAnyValue:", "ForAllValues:"), one(...operatorNames), one("", "IfExists"))
    .map((parts) => parts.join(""));
  const condition = fc.dictionary(
    operator,
    fc.dictionary(
      one("aws:username", "aws:SourceIp", "aws:none"),
      fc.array(hostile, { maxLength: 5 }),
    ),
    { maxKeys: 4 },
  );
  const long = "a".repeat(2000);
  fc.assert(
    fc.property(hostile, hostile, condition, asked, (action, resource, Condition, request) => {
      const source = JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Action: `iam:${action}`,
          Resource: `arn:aws:iam::*:user/${resource}`,
          Condition,
        },
      });
      const context = new Map(request.context).set(contextKey("aws:username"), [long]);
      const decided = outcome(source, {
        ...request,
        resource: `${request.resource}${long}`,
        context,
      });
      if (decided === undefined) return;
      accepted += 1;
      assert.match(decided, /^(?:allowed|implicitDeny)$/);
    }),
    { numRuns: 1000 },
  );
  assert.ok(accepted > 50, `${accepted} documents were accepted`);
});
