// What an issuer may answer, and what is not even asked.

import assert from "node:assert/strict";
import { createServer as createTls } from "node:https";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type Issuer, openIssuer } from "../testing/index.ts";
import { FetchFault, fetchJson } from "./fetch-json.ts";

let issuer: Issuer;
before(async () => {
  issuer = await openIssuer();
});
after(() => issuer.close());

const here = { allowLoopback: true };
const faultOf = (address: string, options = here) =>
  fetchJson(address, options).then(
    () => assert.fail("it was answered"),
    (error: unknown) => {
      assert.ok(error instanceof FetchFault, String(error));
      return error.message;
    },
  );

test("an issuer on this machine is asked where that is allowed", async () => {
  const document = await fetchJson(`${issuer.origin}${issuer.discovery}`, here);
  assert.deepEqual(document, { issuer: issuer.url, jwks_uri: `${issuer.origin}/jwks` });
});

describe("nothing is asked", () => {
  const addresses = () => [
    `${issuer.origin}/jwks`,
    `http://localhost:${new URL(issuer.origin).port}/jwks`,
    `https://127.0.0.1:${new URL(issuer.origin).port}/jwks`,
    `https://localhost:${new URL(issuer.origin).port}/jwks`,
    `https://[::1]:${new URL(issuer.origin).port}/jwks`,
    `https://2130706433:${new URL(issuer.origin).port}/jwks`,
    `https://0x7f.1:${new URL(issuer.origin).port}/jwks`,
  ];
  test("of this machine where that is not allowed, however it is spelled", async () => {
    issuer.asked.length = 0;
    for (const address of addresses()) await faultOf(address, { allowLoopback: false });
    assert.deepEqual(issuer.asked, []);
  });

  for (const address of [
    "http://id.example.com/",
    "https://169.254.169.254/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "https://[::ffff:169.254.169.254]/",
    "https://user:secret@id.example.com/",
    "ftp://id.example.com/",
    "file:///etc/passwd",
    "data:application/json,{}",
    "id.example.com",
    "",
  ]) {
    test(`at ${address || "nowhere"}, this machine's issuers allowed or not`, async () => {
      for (const allowLoopback of [true, false]) {
        assert.match(await faultOf(address, { allowLoopback }), /is not asked|only https|no URL/);
      }
    });
  }
});

describe("no answer is", () => {
  const answers = {
    "a redirect": (response) => response.writeHead(302, { location: "/jwks" }).end(),
    "another status": (response) => response.writeHead(204).end(),
    "no JSON": (response) => response.end("<html>"),
    "no UTF-8": (response) => response.end(Buffer.from([0x22, 0xff, 0x22])),
    "more than 64 KiB": (response) => response.end(`"${"a".repeat(64 * 1024)}"`),
    "more than 64 KiB behind a small length": (response) => {
      for (let part = 0; part < 8; part += 1) response.write(" ".repeat(10_000));
      response.end("{}");
    },
    "a packed one": (response) =>
      response.setHeader("content-encoding", "gzip").end(gzipSync("{}")),
    "a broken one": (response) => {
      response.writeHead(200, { "content-length": "100" }).write("{");
      response.destroy();
    },
  } satisfies Record<string, Parameters<Issuer["instead"]["set"]>[1]>;
  for (const [name, answer] of Object.entries(answers)) {
    test(name, async () => {
      issuer.instead.set("/odd", answer);
      issuer.asked.length = 0;
      await faultOf(`${issuer.origin}/odd`);
      assert.deepEqual(issuer.asked, ["/odd"]);
    });
  }

  test("one that never ends", async () => {
    issuer.instead.set("/slow", (response) => response.write("{"));
    const options = { ...here, timeLimitMs: 50 };
    assert.match(await faultOf(`${issuer.origin}/slow`, options), /no whole answer within 50 ms/);
  });

  test("one of somebody whose certificate nobody vouches for", async () => {
    const server = createTls(await selfSigned(), (_, response) => response.end("{}"));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    assert.match(await faultOf(`https://localhost:${port}/`), /self-signed|DEPTH_ZERO/i);
    server.close();
  });
});

test("a fault names the address without its query", async () => {
  issuer.instead.set("/odd?secret=1", (response) => response.end("?"));
  assert.doesNotMatch(await faultOf(`${issuer.origin}/odd?secret=1`), /secret/);
});

/** Made by openssl: Node makes no certificates. */
async function selfSigned(): Promise<{ readonly key: string; readonly cert: string }> {
  const { execFileSync } = await import("node:child_process");
  const made = execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
      ...["-keyout", "-", "-subj", "/CN=localhost", "-days", "1"],
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  const [key = ""] = /-----BEGIN PRIVATE KEY-----.*?-----END PRIVATE KEY-----/s.exec(made) ?? [];
  const [cert = ""] = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/s.exec(made) ?? [];
  return { key, cert };
}
