import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { createLog } from "@sallyport/platform";
import { noTrustedProxies, siteOf } from "@sallyport/web";
import { authenticatorPages, openAuthenticatorFiles } from "./authenticator-pages.ts";
import { type Serving, serve } from "./serve.ts";
import { openStaticFiles } from "./static-files.ts";

const folder = mkdtempSync(join(tmpdir(), "sallyport-authenticator-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const dist = join(folder, "dist");
mkdirSync(join(dist, "assets"), { recursive: true });
writeFileSync(join(folder, "secret.txt"), "s3cret");
const ownPolicy = `<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">`;
writeFileSync(
  join(dist, "index.html"),
  `<!doctype html><head>\n    ${ownPolicy}\n<title>Authenticator</title>`,
);
writeFileSync(join(dist, "sw.js"), "// worker");
writeFileSync(join(dist, "assets", "index-0a1b2c.js"), "// app");

const silent = createLog({ to: 2, readable: false, level: "silent" });

describe("the authenticator at its own host name", () => {
  let serving: Serving;
  before(async () => {
    serving = await serve({
      listen: { host: "127.0.0.1", port: 0 },
      proxies: noTrustedProxies,
      log: silent,
    });
    const site = siteOf(`http://authenticator.localhost:${serving.port}`);
    const server = `http://localhost:${serving.port}`;
    const console = async () =>
      new Response("the console", { headers: { "set-cookie": "session=1" } });
    serving.open({
      site: siteOf(`http://localhost:${serving.port}`),
      authenticator: {
        site,
        door: authenticatorPages({ site, files: openAuthenticatorFiles(dist), server }),
      },
      mounts: ["/api", "/signin", "/setup", "/console"].map((path) => ({
        path,
        door: console,
        routeOf: () => path,
      })),
    });
  });
  after(() => serving.close(100));

  /** A request with the `Host` that `fetch` would not send. */
  const ask = (path: string, host: string, method = "GET") =>
    new Promise<Response>((resolve, reject) => {
      const { port } = serving;
      const headers = { host: `${host}:${port}`, accept: "text/html", cookie: "a=b" };
      const asked = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const told = Object.entries(answer.headers).map(([k, v]): [string, string] => [
            k,
            String(v),
          ]);
          const status = answer.statusCode ?? 0;
          resolve(new Response(Buffer.concat(chunks), { status, headers: told }));
        });
      });
      asked.on("error", reject);
      asked.end();
    });
  const own = "authenticator.localhost";

  test("has the app's files, under a policy that lets nothing out", async () => {
    const page = await ask("/", own);
    assert.equal(page.status, 200);
    // Not the page's own policy, under which it could not sync.
    assert.equal(await page.text(), "<!doctype html><head>\n<title>Authenticator</title>");
    const policy = page.headers.get("content-security-policy") ?? "";
    assert.match(policy, /^default-src 'none'/);
    assert.match(policy, new RegExp(`connect-src 'self' http://localhost:${serving.port};`));
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(page.headers.get("cache-control"), "no-store");
    assert.equal((await ask("/sw.js", own)).headers.get("cache-control"), "no-store");
    const script = await ask("/assets/index-0a1b2c.js", own);
    assert.match(script.headers.get("cache-control") ?? "", /immutable/);
  });

  for (const path of [
    "/api/GetConsoleContext",
    "/signin",
    "/setup",
    "/console/",
    "/console/assets/index.js",
    "/iam/",
    "/share",
    "/../secret.txt",
    "/..%2fsecret.txt",
  ]) {
    test(`has no ${path}`, async () => {
      const answer = await ask(path, own);
      assert.equal(answer.status, 404);
      assert.equal(answer.headers.get("set-cookie"), null);
      assert.doesNotMatch(await answer.text(), /console|s3cret/);
    });
  }

  test("says which server it may sync through, and how to nobody else", async () => {
    const answer = await ask("/server.json", own);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
    assert.deepEqual(await answer.json(), { server: `http://localhost:${serving.port}` });
    assert.notEqual((await ask("/server.json", "localhost")).status, 200);
  });

  test("takes nothing", async () => {
    for (const path of ["/", "/share", "/api/GetConsoleContext"]) {
      assert.equal((await ask(path, own, "POST")).status, 405);
    }
  });

  test("is nowhere at the console's names", async () => {
    for (const host of ["localhost", "127.0.0.1"]) {
      for (const path of ["/sw.js", "/index.html", "/assets/index-0a1b2c.js"]) {
        assert.notEqual((await ask(path, host)).status, 200, `${host}${path}`);
      }
    }
    assert.match(await (await ask("/signin", "localhost")).text(), /the console/);
  });

  for (const host of ["x.authenticator.localhost", "authenticator.localhost.evil.example"]) {
    test(`is not known as ${host}`, async () => {
      assert.equal((await ask("/", host)).status, 421);
    });
  }
});

test("where it is not built, it says what to do", async () => {
  const site = siteOf("http://authenticator.localhost:6238");
  const files = openStaticFiles(join(folder, "nowhere"));
  const door = authenticatorPages({ site, files, server: "http://localhost:6238" });
  const answer = await door(new Request(site.origin), {
    requestId: randomUUID(),
    peer: "127.0.0.1",
    target: "/",
    rawHeaders: [],
  });
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /npm run setup/);
});
