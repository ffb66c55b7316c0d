import assert from "node:assert/strict";
import { test } from "node:test";
import { pagePolicies, securityHeaders } from "./security-headers.ts";
import { siteOf } from "./site.ts";

const http = siteOf("http://localhost:6238");
const https = siteOf("https://iam.example.com");

for (const page of Object.keys(pagePolicies) as (keyof typeof pagePolicies)[]) {
  test(`a ${page} answer runs nothing inline, loads nothing from elsewhere and is framed by nobody`, () => {
    const policy = securityHeaders(https, page)["content-security-policy"] ?? "";
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.match(policy, /base-uri 'none'/);
    // WebAssembly that is compiled is a file of our own; text never becomes script.
    const rest = policy.replace(" 'wasm-unsafe-eval'", "");
    assert.doesNotMatch(rest, /unsafe|http:|https:|\*/);
  });
}

for (const page of ["signIn", "console", "authenticator"] as const) {
  test(`a ${page} page turns no text into script`, () => {
    const policy = securityHeaders(https, page)["content-security-policy"] ?? "";
    assert.match(policy, /; require-trusted-types-for 'script'; trusted-types ('none'|worker)$/);
  });
}

test("nothing is kept by default, and nothing is guessed", () => {
  const headers = securityHeaders(https, "signIn");
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["x-content-type-options"], "nosniff");
});

test("https is insisted on where there is https", () => {
  assert.ok(securityHeaders(https, "data")["strict-transport-security"]);
  assert.equal(securityHeaders(http, "data")["strict-transport-security"], undefined);
});
