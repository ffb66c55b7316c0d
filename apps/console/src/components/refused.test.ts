import assert from "node:assert/strict";
import { test } from "node:test";
import { refusedBy, whyQuestion } from "./refused.ts";

const arn = "arn:aws:iam::123456789012:user/ann";
const reader = {
  person: { kind: "user", userName: "ann", arn, hasMFA: true },
  session: {
    createdAt: "2026-11-24T06:00:00Z",
    expiresAt: "2026-11-24T18:00:00Z",
    idleExpiresAt: "2026-11-24T08:00:00Z",
    idleSeconds: 3600,
    mfaAuthenticatedAt: undefined as string | undefined,
    passwordAt: "2026-11-24T06:00:00Z",
  },
  serverTime: "2026-11-24T07:00:30Z",
  denied: { "iam:CreateUser": "You may not do this (iam:CreateUser)." },
} as const;
const refused = { action: "iam:CreateUser", resource: "*" };

test("a refusal becomes the question that it answers, with how the reader is signed in", () => {
  assert.deepEqual(whyQuestion(reader, refused), { source: arn, action: "iam:CreateUser" });
  const session = { ...reader.session, mfaAuthenticatedAt: "2026-11-24T06:58:00Z" };
  assert.deepEqual(whyQuestion({ ...reader, session }, { ...refused, resource: arn }), {
    source: arn,
    action: "iam:CreateUser",
    resource: arn,
    "signed-in": "mfa",
    minutes: "2",
  });
});

test("who may not simulate, and root, are led nowhere", () => {
  const denied = { "iam:SimulatePrincipalPolicy": "You may not." };
  assert.equal(whyQuestion({ ...reader, denied }, refused), undefined);
  const root = { kind: "root", arn, hasMFA: true } as const;
  assert.equal(whyQuestion({ ...reader, person: root }, refused), undefined);
});

test("a reason tells its action, and a reason of another kind tells none", () => {
  assert.deepEqual(refusedBy(reader.denied, reader.denied["iam:CreateUser"]), refused);
  assert.equal(refusedBy(reader.denied, "Select a user first."), undefined);
});
