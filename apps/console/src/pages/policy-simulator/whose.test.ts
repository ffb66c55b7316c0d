import assert from "node:assert/strict";
import { test } from "node:test";
import { findPolicy, type Holdings, type Match } from "./whose.ts";

const guard = { policyName: "Guard", policyArn: "arn:aws:iam::aws:policy/Guard", builtIn: true };
const permissions = {
  attached: [],
  inline: [{ policyName: "Own", policyDocument: "{}" }],
  viaGroups: [
    {
      groupName: "red",
      attached: [guard],
      inline: [{ policyName: "Team", policyDocument: '{"Statement":\n{}}' }],
    },
    {
      groupName: "blue",
      attached: [guard],
      inline: [{ policyName: "Team", policyDocument: '{"Statement":{}}' }],
    },
  ],
  boundary: guard,
};
const holdings: Holdings = { name: "alice", kind: "user", permissions };

const match = (sourcePolicyId: string, sourcePolicyType: Match["sourcePolicyType"]): Match => ({
  sourcePolicyId,
  sourcePolicyType,
  startPosition: { line: 2, column: 1 },
  endPosition: { line: 2, column: 3 },
});

test("a managed policy comes by every group that has it, and as the boundary", () => {
  const { ways } = findPolicy(match(guard.policyArn, "aws-managed"), holdings);
  const boundary = "the permissions boundary of alice";
  assert.deepEqual(ways, ["the group red", "the group blue", boundary]);
});

test("of two groups' inline policies of one name, the one whose text has a statement there is meant", () => {
  const { ways, document } = findPolicy(match("Team", "group"), holdings);
  assert.deepEqual(ways, ["the group red"]);
  assert.equal(document, '{"Statement":\n{}}');
});

test("a group's inline policy is its own where the group is asked", () => {
  const own = { attached: [], inline: permissions.viaGroups[0]?.inline ?? [] };
  const group: Holdings = { name: "red", kind: "group", permissions: own };
  assert.deepEqual(findPolicy(match("Team", "group"), group).ways, ["the group red"]);
});

test("what the reader may not see is not guessed", () => {
  const hidden = { ...holdings, permissions: undefined };
  assert.deepEqual(findPolicy(match("Own", "user"), hidden), { ways: [] });
  assert.deepEqual(findPolicy(match("Gone", "user"), holdings), { ways: [] });
});
