import assert from "node:assert/strict";
import { test } from "node:test";
import { keysToAsk, parseQuestion, type Question, questionSearch, requestOf } from "./question.ts";

const source = "arn:aws:iam::123456789012:user/S3User";
const plain = parseQuestion(new URLSearchParams());
const full: Question = {
  source,
  actions: ["iam:ListUsers", "s3:GetObject"],
  resource: "arn:aws:s3:::reports/*",
  signedIn: "mfa",
  minutes: 90,
  keys: { "aws:SourceIp": "192.0.2.7", "aws:TagKeys": "a=b, c" },
  policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
};

test("a question survives the way through the address", () => {
  assert.deepEqual(parseQuestion(new URLSearchParams(questionSearch(full))), full);
  assert.equal(questionSearch(plain), "");
});

test("an address with nonsense asks the usual", () => {
  const nonsense = "signed-in=always&minutes=-3&key=novalue&action=a&action=a&resource=";
  assert.deepEqual(parseQuestion(new URLSearchParams(nonsense)), { ...plain, actions: ["a"] });
});

const mfaOf = (question: Question) =>
  requestOf(question).contextEntries.map(({ contextKeyName, contextKeyValues }) => [
    contextKeyName,
    contextKeyValues?.join(),
  ]);

test("an access key says nothing of MFA, a session says no, one with MFA says how old it is", () => {
  assert.deepEqual(mfaOf({ ...plain, signedIn: "key" }), []);
  assert.deepEqual(mfaOf(plain), [["aws:MultiFactorAuthPresent", "false"]]);
  assert.deepEqual(mfaOf({ ...plain, signedIn: "mfa", minutes: 90 }), [
    ["aws:MultiFactorAuthPresent", "true"],
    ["aws:MultiFactorAuthAge", "5400"],
  ]);
});

test("a role's session has no MFA keys of AWS's, and tells its caller's factor under our names", () => {
  const role = { ...plain, source: "arn:aws:iam::123456789012:role/Auditor" };
  assert.deepEqual(mfaOf(role), [["sallyport:MultiFactorAuthPresent", "false"]]);
});

test("a key may have several values, and one left empty is absent", () => {
  const keys = { "aws:TagKeys": "a, b", "aws:SourceIp": "" };
  assert.deepEqual(mfaOf({ ...plain, signedIn: "key", keys }), [["aws:TagKeys", "a,b"]]);
});

test("what the rest of the question answers is not asked again", () => {
  const mentioned = ["aws:MultiFactorAuthAge", "aws:SourceIp", "aws:username"];
  const owner = "sallyport:ResourceOwner";
  assert.deepEqual(keysToAsk(mentioned, full), ["aws:SourceIp"]);
  assert.deepEqual(keysToAsk(mentioned, plain), ["aws:SourceIp", "aws:username"]);
  assert.deepEqual(keysToAsk([owner], full), [owner]);
  assert.deepEqual(keysToAsk([owner], { source, resource: source }), []);
});
