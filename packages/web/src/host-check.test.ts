import assert from "node:assert/strict";
import { test } from "node:test";
import { type HostVerdict, judgeHost } from "./host-check.ts";
import { siteOf } from "./site.ts";

const loopback = siteOf("http://localhost:6238");
const open = siteOf("https://iam.example.com");
const openPort = siteOf("https://iam.example.com:8443");

const verdicts: readonly [typeof open, string, HostVerdict][] = [
  [loopback, "localhost:6238", "own"],
  [loopback, "LOCALHOST:6238", "own"],
  [loopback, "127.0.0.1:6238", "alias"],
  [loopback, "[::1]:6238", "alias"],
  [loopback, "localhost:6239", "foreign"],
  [loopback, "localhost", "foreign"],
  [loopback, "evil.example:6238", "foreign"],
  [loopback, "authenticator.localhost:6238", "foreign"],
  [loopback, "localhost:6238.evil.example", "foreign"],
  [open, "iam.example.com", "own"],
  [open, "iam.example.com:443", "own"],
  [open, "iam.example.com:80", "foreign"],
  [open, "localhost", "foreign"],
  [open, "iam.example.com.evil.example", "foreign"],
  [openPort, "iam.example.com:8443", "own"],
  [openPort, "iam.example.com", "foreign"],
  [open, "", "malformed"],
];
for (const [site, host, verdict] of verdicts) {
  test(`at ${site.origin} the host "${host}" is ${verdict}`, () => {
    assert.equal(judgeHost(["Host", host], site), verdict);
  });
}

test("two Host headers are no host at all", () => {
  const rawHeaders = ["Host", "localhost:6238", "host", "evil.example"];
  assert.equal(judgeHost(rawHeaders, loopback), "malformed");
  assert.equal(judgeHost([], loopback), "malformed");
});

test("the host a trusted proxy was asked for is the one that counts", () => {
  const rawHeaders = ["Host", "10.0.0.9:6238"];
  assert.equal(judgeHost(rawHeaders, open, "iam.example.com"), "own");
  assert.equal(judgeHost(rawHeaders, open, "evil.example"), "foreign");
});
