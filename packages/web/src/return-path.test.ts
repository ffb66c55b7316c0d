import assert from "node:assert/strict";
import { test } from "node:test";
import { safeReturnPath } from "./return-path.ts";

const ours = ["/", "/console/", "/console/users/a%20b?tab=tags", "/console/users/~..#top", "/a//b"];
for (const path of ours) {
  test(`${path} is a path to come back to`, () => assert.equal(safeReturnPath(path), path));
}

const elsewhere = [
  ["another scheme", "https://evil.example/"],
  ["a scheme-relative address", "//evil.example/"],
  ["a backslash for a slash", "/\\evil.example/"],
  ["a backslash further on", "/a\\..\\..\\evil"],
  ["a tab that browsers drop", "/\t/evil.example"],
  ["a line break", "/console\r\nset-cookie: a=b"],
  ["a dot segment that leaves two slashes", "/.//evil.example"],
  ["two dots that leave two slashes", "/a/..//evil.example"],
  ["a hidden dot segment", "/%2e//evil.example"],
  ["a script", "javascript:alert(1)"],
  ["a relative path", "console/"],
  ["a space", "/con sole"],
  ["letters beyond ASCII", "/consolé"],
  ["nothing", ""],
  ["no value", undefined],
  ["a very long one", `/${"a".repeat(3000)}`],
] as const;
for (const [what, path] of elsewhere) {
  test(`${what} is never gone back to`, () => assert.equal(safeReturnPath(path), undefined));
}
