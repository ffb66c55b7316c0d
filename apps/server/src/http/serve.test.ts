import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { createLog, OperatorFault } from "@sallyport/platform";
import { noTrustedProxies, siteOf, trustedProxies } from "@sallyport/web";
import type { Mounts } from "./front.ts";
import { type Serving, serve } from "./serve.ts";

const folder = mkdtempSync(join(tmpdir(), "sallyport-http-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const loopback = { host: "127.0.0.1", port: 0 };
const silent = createLog({ to: 2, readable: false, level: "silent" });

interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with headers that `fetch` would not send, `Host` above all. */
function ask(
  serving: Serving,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  } = {},
): Promise<Heard> {
  const { method = "GET", headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      {
        host: "127.0.0.1",
        port: serving.port,
        path,
        method,
        headers: { host: `localhost:${serving.port}`, ...headers },
        agent: false,
      },
      (response) => {
        let heard = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          heard += chunk;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: heard }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

function mountsFor(origin: string): Mounts {
  return {
    site: siteOf(origin),
    mounts: [
      {
        path: "/signin",
        routeOf: () => "/signin/:account",
        door: async (request, { peer, target }) => {
          if (target === "/signin/slow") await new Promise((resolve) => setTimeout(resolve, 300));
          if (target === "/signin/broken") throw new Error("nobody meant this");
          const body = request.method === "POST" ? await request.text() : "";
          return Response.json({ peer, target, length: body.length });
        },
      },
    ],
  };
}

const page = { accept: "text/html" };

describe("a server that is open", () => {
  let serving: Serving;
  before(async () => {
    serving = await serve({ listen: loopback, proxies: noTrustedProxies, log: silent });
    serving.open(mountsFor(`http://localhost:${serving.port}`));
  });
  after(() => serving.close(100));

  const host = (name: string) => ({ host: name.replace("PORT", String(serving.port)) });

  test("answers its probes whatever name they use", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      assert.equal((await ask(serving, path, { headers: host("10.0.0.1") })).status, 200);
    }
  });

  for (const name of [
    "evil.example",
    "evil.example:PORT",
    "localhost:1",
    "localhost",
    "authenticator.localhost:PORT",
  ]) {
    test(`is not known as ${name} (security rule 30)`, async () => {
      const heard = await ask(serving, "/signin", { headers: host(name) });
      assert.equal(heard.status, 421);
    });
  }

  for (const name of ["127.0.0.1:PORT", "[::1]:PORT"]) {
    test(`is reached as ${name} by programs, and browsers are led to the public URL`, async () => {
      assert.equal((await ask(serving, "/signin", { headers: host(name) })).status, 200);
      const heard = await ask(serving, "/signin?return=/console/", {
        headers: { ...host(name), ...page },
      });
      assert.equal(heard.status, 302);
      const wanted = `http://localhost:${serving.port}/signin?return=/console/`;
      assert.equal(heard.headers["location"], wanted);
    });
  }

  test("believes no proxy that was not named", async () => {
    const headers = {
      "x-forwarded-host": "evil.example",
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-proto": "https",
    };
    const heard = await ask(serving, "/signin", { headers });
    assert.equal(heard.status, 200);
    assert.equal(JSON.parse(heard.body).peer, "127.0.0.1");
  });

  test("leads a browser from / and /iam/ to the console, and leaves / to the Query API", async () => {
    const toConsole = `http://localhost:${serving.port}/console/`;
    for (const path of ["/", "/iam/", "/iam", "/iam/home"]) {
      assert.equal((await ask(serving, path)).headers["location"], toConsole, path);
    }
    assert.equal((await ask(serving, "/?Action=ListUsers&Version=2010-05-08")).status, 404);
    const body = "Action=ListUsers";
    assert.equal((await ask(serving, "/", { method: "POST", body })).status, 404);
  });

  test("gives the door the target as it was sent", async () => {
    const target = "/signin/a'%20b?c=%27&d=//x/../y";
    assert.equal(JSON.parse((await ask(serving, target)).body).target, target);
  });

  for (const path of [
    "/nowhere",
    "/signinx",
    "/consolex",
    "/api",
    "/.env",
    "/signin/../etc/passwd",
  ]) {
    test(`${path} is not found, with a page for people`, async () => {
      const heard = await ask(serving, path, { headers: page });
      // What climbs out of a door's part of the address space is still that door's to refuse.
      if (path.startsWith("/signin/")) return assert.equal(JSON.parse(heard.body).target, path);
      assert.equal(heard.status, 404);
      assert.match(heard.body, /<h1>Page not found<\/h1>/);
      assert.equal((await ask(serving, path)).headers["content-type"], "text/plain; charset=utf-8");
    });
  }

  test("says nothing of what it did not mean", async () => {
    const heard = await ask(serving, "/signin/broken");
    assert.equal(heard.status, 500);
    assert.doesNotMatch(heard.body, /nobody meant/);
    assert.ok(heard.headers["x-request-id"]);
  });

  test("refuses a request that names two hosts, or a whole address", async () => {
    const own = `localhost:${serving.port}`;
    const twice = await speak(
      serving,
      `GET /signin HTTP/1.1\r\nHost: ${own}\r\nHost: evil.example\r\n\r\n`,
    );
    assert.match(twice, /^HTTP\/1\.1 400 /);
    const whole = await speak(
      serving,
      `GET http://evil.example/signin HTTP/1.1\r\nHost: ${own}\r\n\r\n`,
    );
    assert.match(whole, /^HTTP\/1\.1 400 /);
    assert.match(await speak(serving, "GET /signin HTTP/1.1\r\n\r\n"), /^HTTP\/1\.1 400 /);
  });

  test("reads no more headers than it must", async () => {
    const long = `GET /signin HTTP/1.1\r\nHost: localhost:${serving.port}\r\nX: ${"x".repeat(20_000)}\r\n\r\n`;
    assert.match(await speak(serving, long), /^HTTP\/1\.1 431 /);
  });
});

/** Says exactly this, and hears until the server has said the first part of its answer. */
function speak(serving: Serving, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(serving.port, "127.0.0.1", () => socket.write(words));
    socket.setEncoding("utf8").once("data", (chunk: string) => {
      socket.destroy();
      resolve(chunk);
    });
    socket.once("error", reject);
  });
}

describe("behind a trusted proxy", () => {
  let serving: Serving;
  before(async () => {
    const proxies = trustedProxies(["127.0.0.1"]);
    serving = await serve({ listen: loopback, proxies, log: silent });
    serving.open(mountsFor("https://iam.example.com"));
  });
  after(() => serving.close(100));

  const forwarded = {
    "x-forwarded-host": "iam.example.com",
    "x-forwarded-for": "6.6.6.6, 192.0.2.7",
  };

  test("the host is the one that the proxy was asked for, the client the right-most untrusted", async () => {
    const heard = await ask(serving, "/signin", { headers: forwarded });
    assert.equal(heard.status, 200);
    assert.equal(JSON.parse(heard.body).peer, "192.0.2.7");
    const other = { ...forwarded, "x-forwarded-host": "evil.example" };
    assert.equal((await ask(serving, "/signin", { headers: other })).status, 421);
  });

  test("a page asked for without encryption is led to https", async () => {
    const headers = { ...forwarded, ...page, "x-forwarded-proto": "http" };
    const heard = await ask(serving, "/signin/tall-bridge", { headers });
    assert.equal(heard.headers["location"], "https://iam.example.com/signin/tall-bridge");
  });
});

describe("starting and stopping", () => {
  test("a server that is not open yet lives, and is not ready", async () => {
    const serving = await serve({ listen: loopback, proxies: noTrustedProxies, log: silent });
    assert.equal((await ask(serving, "/healthz")).status, 200);
    for (const path of ["/readyz", "/signin", "/"]) {
      const heard = await ask(serving, path);
      assert.equal(heard.status, 503);
      assert.equal(heard.headers["retry-after"], "1");
    }
    await serving.close(100);
  });

  test("a port in use is told in one line", async () => {
    const first = await serve({ listen: loopback, proxies: noTrustedProxies, log: silent });
    const listen = { ...loopback, port: first.port };
    await assert.rejects(
      serve({ listen, proxies: noTrustedProxies, log: silent }),
      (error) =>
        error instanceof OperatorFault && /^127\.0\.0\.1:\d+ is in use.*$/.test(error.message),
    );
    await first.close(100);
  });

  test("an address of another machine is told in one line", async () => {
    const listen = { host: "192.0.2.1", port: 0 };
    await assert.rejects(serve({ listen, proxies: noTrustedProxies, log: silent }), OperatorFault);
  });

  test("what is under way is finished, and nothing new is taken", async () => {
    const serving = await serve({ listen: loopback, proxies: noTrustedProxies, log: silent });
    serving.open(mountsFor(`http://localhost:${serving.port}`));
    const slow = ask(serving, "/signin/slow");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = serving.close(5_000);
    assert.equal((await slow).status, 200);
    await closed;
    await assert.rejects(ask(serving, "/healthz"));
  });

  test("an idle connection does not hold up a stop", async () => {
    const serving = await serve({ listen: loopback, proxies: noTrustedProxies, log: silent });
    const socket = connect(serving.port, "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.on("error", () => {});
    const began = performance.now();
    await serving.close(300);
    assert.ok(performance.now() - began < 5_000);
    socket.destroy();
  });
});

test("the log has patterns, never an address, a query, a cookie or a body (security rule 31)", async () => {
  const file = join(folder, "access.log");
  const log = createLog({ to: file, readable: false });
  const serving = await serve({ listen: loopback, proxies: noTrustedProxies, log });
  serving.open(mountsFor(`http://localhost:${serving.port}`));
  await ask(serving, "/signin/s3cret-account?return=s3cret-query", {
    method: "POST",
    body: "s3cret-body",
    headers: { cookie: "a=s3cret-cookie", authorization: "s3cret", referer: "http://s3cret/" },
  });
  await ask(serving, "/s3cret-nowhere");
  await serving.close(100);
  log.flush();
  const lines = readFileSync(file, "utf8").trim().split("\n");
  assert.equal(lines.length, 2);
  assert.doesNotMatch(lines.join(), /s3cret/);
  const { method, route, status, sourceAddress } = JSON.parse(lines[0] ?? "{}");
  assert.deepEqual(
    { method, route, status, sourceAddress },
    { method: "POST", route: "/signin/:account", status: 200, sourceAddress: "127.0.0.1" },
  );
});
