import assert from "node:assert/strict";
import { test } from "node:test";
import { indented, readEvent } from "./trail-event.ts";

const read = (event: object) => readEvent(JSON.stringify(event));

test("whoever it was has a name: a user, root, a role's session, or the hidden one", () => {
  const user = (userIdentity: object) => read({ userIdentity }).user;
  assert.equal(user({ type: "IAMUser", userName: "pia", arn: "arn:…:user/pia" }), "pia");
  assert.equal(user({ type: "Root", arn: "arn:aws:iam::1:root" }), "root");
  assert.equal(
    user({ type: "AssumedRole", arn: "arn:aws:sts::1:assumed-role/Deputy/pia" }),
    "Deputy/pia",
  );
});

test("MFA is told by a sign-in's own words, else by the session, else not at all", () => {
  assert.equal(read({ additionalEventData: { MFAUsed: "Yes" } }).mfa, true);
  const attributes = { mfaAuthenticated: "false" };
  assert.equal(read({ userIdentity: { sessionContext: { attributes } } }).mfa, false);
  assert.equal(read({}).mfa, undefined);
});

test("a failure has its code, also where a sign-in step only says so", () => {
  assert.equal(read({ errorCode: "AccessDenied" }).error, "AccessDenied");
  assert.equal(read({ responseElements: { CheckMfa: "Failure" } }).error, "Failure");
  assert.equal(read({ responseElements: null }).error, undefined);
});

test("what is no event is shown as it is", () => {
  assert.equal(readEvent("no JSON").name, "");
  assert.equal(indented("no JSON"), "no JSON");
});
