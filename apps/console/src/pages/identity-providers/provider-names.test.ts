import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf, providerNameOf } from "./provider-names.ts";

test("an ARN says which kind of provider it is, and its name with every slash", () => {
  const of = (rest: string) => providerNameOf(`arn:aws:iam::123456789012:${rest}`);
  assert.deepEqual(of("oidc-provider/id.example:8443/realms/a"), {
    kind: "oidc",
    name: "id.example:8443/realms/a",
  });
  assert.deepEqual(of("saml-provider/Works"), { kind: "saml", name: "Works" });
  for (const other of ["role/Guest", "oidc-provider/", "user/saml-provider/x"])
    assert.equal(of(other), undefined, other);
});

test("lines are taken once, trimmed, and not where they are empty", () => {
  assert.deepEqual(linesOf(" mfa\n\nhwk \r\nmfa\n"), ["mfa", "hwk"]);
  assert.deepEqual(linesOf(""), []);
});
