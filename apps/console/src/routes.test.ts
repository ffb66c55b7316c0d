import assert from "node:assert/strict";
import { test } from "node:test";
import { nameFrom, toGroup, toRole, toSignIn, toUser, userTabFrom } from "./routes.ts";

/** What the router gives for `:name`: the last segment, as a browser resolves the address, decoded. */
function segmentOf(href: string): string {
  const { pathname } = new URL(href, "http://localhost");
  return decodeURIComponent(pathname.split("/").at(-1) ?? "");
}

for (const name of ["alice", "frank+ci@example.com", "a,b=c_d-e", ".", "..", "...", "add"]) {
  test(`the name ${name} survives the way through an address`, () => {
    assert.equal(nameFrom(segmentOf(toUser(name))), name);
    assert.equal(nameFrom(segmentOf(toGroup(name))), name);
    assert.equal(nameFrom(segmentOf(toRole(name))), name);
  });
}

test("a tab is a part of a user's address", () => {
  assert.equal(
    toUser("alice", "security_credentials"),
    "/console/users/alice?tab=security_credentials",
  );
});

test("an address without a tab, or with an unknown one, means the first tab", () => {
  assert.equal(userTabFrom(new URLSearchParams("tab=groups")), "groups");
  assert.equal(userTabFrom(new URLSearchParams("tab=nonsense")), "permissions");
  assert.equal(userTabFrom(new URLSearchParams("")), "permissions");
});

test("sign-in is told where to come back to, query and all", () => {
  assert.equal(
    toSignIn("/console/users?q=a&sort=x"),
    "/signin?return=%2Fconsole%2Fusers%3Fq%3Da%26sort%3Dx",
  );
  assert.equal(toSignIn(), "/signin");
});
