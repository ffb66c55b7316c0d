import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Iam } from "@sallyport/core";
import { siteOf } from "@sallyport/web";
import { consolePages, consoleRoute } from "./console-pages.ts";
import { chooseEncoding, openStaticFiles } from "./static-files.ts";

const folder = mkdtempSync(join(tmpdir(), "sallyport-console-"));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "dist", "assets"), { recursive: true });
writeFileSync(join(folder, "secret.txt"), "s3cret");
writeFileSync(join(folder, "dist", "index.html"), "<!doctype html><title>Console</title>");
writeFileSync(join(folder, "dist", "assets", "index-0a1b2c.js"), "console.log('here')".repeat(50));
writeFileSync(join(folder, "dist", "favicon.svg"), "<svg/>");

const site = siteOf("http://localhost:6238");
const files = openStaticFiles(join(folder, "dist"));

async function open(
  path: string,
  options: {
    readonly signedIn?: boolean;
    readonly headers?: Record<string, string>;
    readonly method?: string;
  } = {},
): Promise<Response> {
  const { signedIn = true, headers = {}, method = "GET" } = options;
  const session = async () => (signedIn ? { caller: {}, account: {} } : undefined);
  const door = consolePages({ session } as unknown as Iam, { site, files });
  const request = new Request(`${site.origin}/`, { method, headers });
  return door(request, {
    requestId: randomUUID(),
    peer: "127.0.0.1",
    target: path,
    rawHeaders: [],
  });
}

for (const path of ["/console", "/console/", "/console/users", "/console/users/a.b?tab=tags"]) {
  test(`${path} opens the console, which nobody keeps`, async () => {
    const response = await open(path);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<title>Console/);
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.match(response.headers.get("content-security-policy") ?? "", /script-src 'self'/);
  });
}

test("without a session a screen leads to sign-in and back", async () => {
  const { status, headers } = await open("/console/users?tab=tags", { signedIn: false });
  assert.equal(status, 302);
  assert.equal(headers.get("location"), "/signin?return=%2Fconsole%2Fusers%3Ftab%3Dtags");
});

test("a file with its digest in its name is kept for ever, compressed as the browser likes", async () => {
  const path = "/console/assets/index-0a1b2c.js";
  const text = "console.log('here')".repeat(50);
  const plain = await open(path, { signedIn: false });
  assert.equal(await plain.text(), text);
  assert.match(plain.headers.get("cache-control") ?? "", /immutable/);
  assert.equal(plain.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.equal(plain.headers.get("vary"), "accept-encoding");
  for (const [encoding, unpack] of [
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const) {
    const packed = await open(path, { headers: { "accept-encoding": encoding } });
    assert.equal(packed.headers.get("content-encoding"), encoding);
    assert.equal(unpack(await packed.bytes()).toString(), text);
  }
});

for (const path of [
  "/console/assets/none.js",
  "/console/assets/../../secret.txt",
  "/console/assets/..%2f..%2fsecret.txt",
  "/console/assets/%2e%2e/%2e%2e/secret.txt",
]) {
  test(`${path} is no file`, async () => assert.equal((await open(path)).status, 404));
}

test("nothing outside the folder is ever read", async () => {
  for (const path of [
    "/console/../secret.txt",
    "/console/..%2fsecret.txt",
    "/console//etc/passwd",
  ]) {
    assert.doesNotMatch(await (await open(path)).text(), /s3cret|root:/);
  }
});

test("pages are only read", async () => {
  const { status, headers } = await open("/console/", { method: "POST" });
  assert.equal(status, 405);
  assert.equal(headers.get("allow"), "GET, HEAD");
});

test("a console that was not built says what to do", async () => {
  const none = openStaticFiles(join(folder, "nowhere"));
  const iam = { session: async () => ({}) } as unknown as Iam;
  const door = consolePages(iam, { site, files: none });
  const arrival = {
    requestId: randomUUID(),
    peer: "127.0.0.1",
    target: "/console/",
    rawHeaders: [],
  };
  const response = await door(new Request(site.origin), arrival);
  assert.equal(response.status, 503);
  assert.match(await response.text(), /npm run setup/);
});

test("the log is told no user's name", () => {
  assert.equal(consoleRoute("/console/users/alice"), "/console/:screen");
  assert.equal(consoleRoute("/console/assets/index-0a1b2c.js"), "/console/assets/:file");
});

const encodings = [
  [null, "identity"],
  ["", "identity"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip;q=0.5", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["BR", "br"],
  ["brx", "identity"],
] as const;
for (const [accepted, encoding] of encodings) {
  test(`"${accepted}" gets ${encoding}`, () => assert.equal(chooseEncoding(accepted), encoding));
}
