import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, noTrustedProxies, trustedProxies } from "./client.ts";

const proxies = trustedProxies(["10.0.0.0/8", "fd00::/8", "127.0.0.1"]);

const cases = [
  [
    "the socket's own, where nobody is trusted",
    "10.1.1.1",
    "6.6.6.6",
    "10.1.1.1",
    noTrustedProxies,
  ],
  ["the socket's own, where it is no trusted proxy", "192.0.2.1", "6.6.6.6", "192.0.2.1", proxies],
  ["what the trusted proxy saw", "10.1.1.1", "192.0.2.7", "192.0.2.7", proxies],
  ["the right-most untrusted", "10.1.1.1", "6.6.6.6, 192.0.2.7, 10.2.2.2", "192.0.2.7", proxies],
  ["the left-most, where all are trusted", "10.1.1.1", "10.3.3.3, 10.2.2.2", "10.3.3.3", proxies],
  [
    "the last one vouched for, before what is no address",
    "10.1.1.1",
    "6.6.6.6, _x, 10.2.2.2",
    "10.2.2.2",
    proxies,
  ],
  ["written plainly", "::ffff:10.1.1.1", "192.0.2.7:4711", "192.0.2.7", proxies],
  ["an IPv6 address without its brackets", "fd00::1", "[2001:db8::9]:443", "2001:db8::9", proxies],
] as const;
for (const [what, socket, forwarded, expected, trusted] of cases) {
  test(`the client's address is ${what}`, () => {
    const client = clientOf(socket, ["X-Forwarded-For", forwarded], trusted);
    assert.equal(client.address, expected);
  });
}

test("several X-Forwarded-For headers read like one", () => {
  const rawHeaders = ["x-forwarded-for", "6.6.6.6", "X-FORWARDED-FOR", "192.0.2.7"];
  assert.equal(clientOf("10.1.1.1", rawHeaders, proxies).address, "192.0.2.7");
});

test("host and scheme are believed from a trusted proxy alone", () => {
  const rawHeaders = [
    "X-Forwarded-Host",
    "a.example, iam.example.com",
    "X-Forwarded-Proto",
    "HTTPS",
  ];
  const trusted = clientOf("10.1.1.1", rawHeaders, proxies);
  assert.equal(trusted.host, "iam.example.com");
  assert.equal(trusted.scheme, "https");
  const stranger = clientOf("192.0.2.1", rawHeaders, proxies);
  assert.equal(stranger.host, undefined);
  assert.equal(stranger.scheme, undefined);
});

for (const entry of ["proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "10.0.0.0/"]) {
  test(`"${entry}" is no trusted proxy`, () => {
    assert.throws(() => trustedProxies([entry]), /neither an address nor a network/);
  });
}
