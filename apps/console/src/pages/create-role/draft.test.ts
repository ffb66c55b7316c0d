import assert from "node:assert/strict";
import { test } from "node:test";
import { draftToKeep, keptDraft } from "../../components/kept-draft.ts";
import {
  type Draft,
  draftInput,
  emptyDraft,
  nameFault,
  roleDraft,
  trustFaults,
  trustPolicyOf,
} from "./draft.ts";

const own = "123456789012";
const alice = `arn:aws:iam::${own}:user/alice`;
const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };

function statementOf(...given: Parameters<typeof trustPolicyOf>) {
  return JSON.parse(trustPolicyOf(...given)).Statement[0];
}

test("a role trusts its own account, with MFA, unless told otherwise", () => {
  assert.deepEqual(statementOf(emptyDraft, own), {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${own}:root` },
    Action: "sts:AssumeRole",
    Condition: mfa,
  });
});

test("certain users and roles are named by their ARNs", () => {
  const role = `arn:aws:iam::${own}:role/ci/Builder`;
  const draft = { ...emptyDraft, trust: "named", users: [alice], roles: [role] } as const;
  assert.deepEqual(statementOf(draft, own).Principal, { AWS: [alice, role] });
});

test("another account may have to send an external id, which no other choice asks for", () => {
  const draft = { ...emptyDraft, otherAccount: "999999999999", externalId: "for-us" };
  assert.deepEqual(statementOf({ ...draft, trust: "other" }, own), {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::999999999999:root" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": "for-us" }, ...mfa },
  });
  assert.deepEqual(statementOf(draft, own).Condition, mfa);
});

test("without MFA and external id there is no condition at all", () => {
  assert.equal("Condition" in statementOf({ ...emptyDraft, requireMfa: false }, own), false);
});

test("nobody chosen, an account id too short, an odd external id: told at their fields", () => {
  assert.deepEqual(Object.keys(trustFaults({ ...emptyDraft, trust: "named" })), ["named"]);
  const other = { ...emptyDraft, trust: "other", otherAccount: "123", externalId: "a b" } as const;
  assert.deepEqual(Object.keys(trustFaults(other)), ["otherAccount", "externalId"]);
  assert.deepEqual(trustFaults(emptyDraft), {});
});

test("what is empty is not sent", () => {
  const sent = draftInput({ ...emptyDraft, roleName: "Deploy" }, own);
  assert.deepEqual(Object.keys(sent), [
    "roleName",
    "assumeRolePolicyDocument",
    "maxSessionDuration",
  ]);
});

test("a role has a name of 64 characters at most", () => {
  assert.equal(nameFault("x".repeat(64)), undefined);
  assert.ok(nameFault("x".repeat(65)));
  assert.ok(nameFault(""));
});

test("a draft outlives a reload, with all that narrows the trust", () => {
  const draft: Draft = {
    ...emptyDraft,
    ...{ trust: "other" as const, otherAccount: "999999999999", externalId: "for-us" },
    ...{ boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess", tags: [{ key: "a", value: "b" }] },
  };
  assert.deepEqual(keptDraft(roleDraft, draftToKeep(roleDraft, draft)), draft);
  assert.deepEqual(keptDraft(roleDraft, draftToKeep(roleDraft, emptyDraft)), emptyDraft);
});

for (const kept of [
  ...[null, "", "{", "7", "null", '{"tags":[null]}', '{"users":"x"}', '{"trust":"anyone"}'],
  ...['{"requireMfa":"no"}', '{"boundary":null}', '{"maxSessionDuration":"long"}'],
]) {
  test(`nothing sensible kept (${kept}) means an empty draft`, () => {
    assert.deepEqual(keptDraft(roleDraft, kept), emptyDraft);
  });
}
