// What a stranger, a broken program or a hostile page may send: each gets a proper 4xx, changes nothing, and the server goes on.

import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { type Answer, Client, ownPage, type Sending, send } from "../support/client.ts";
import { digestOf, sqliteIn, type TestDatabase } from "../support/databases.ts";
import { makeAccount, rootEmail, rootPassword, signInRoot } from "../support/people.ts";
import { sendRaw, statusOf } from "../support/raw.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

const mebibyte = 1024 * 1024;

/** A call that would succeed, with something about it changed. */
interface BadCall {
  readonly what: string;
  readonly status: number;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly without?: readonly string[];
  readonly body?: string | Uint8Array;
}

const newUser = JSON.stringify({ userName: "nobody" });

const badCalls: readonly BadCall[] = [
  {
    what: "a body over 1 MiB",
    status: 413,
    body: JSON.stringify({ userName: "a".repeat(mebibyte) }),
  },
  { what: "JSON that ends too soon", status: 400, body: '{"userName":' },
  { what: "an empty body", status: 400, body: "" },
  { what: "a body that is not UTF-8", status: 400, body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
  { what: "plain text", status: 415, headers: { "content-type": "text/plain" } },
  { what: "a form", status: 415, headers: { "content-type": "application/x-www-form-urlencoded" } },
  { what: "no content type", status: 415, without: ["content-type"] },
  { what: "a compressed body", status: 415, headers: { "content-encoding": "gzip" } },
  { what: "an unknown operation", status: 404, path: "/api/CreateUniverse" },
  { what: "no operation", status: 404, path: "/api" },
  { what: "a name that every object has", status: 404, path: "/api/constructor" },
  { what: "a path that climbs", status: 404, path: "/api/../api/CreateUser" },
  { what: "an operation of the command line", status: 404, path: "/api/CreateAccount" },
  { what: "a step of sign-in", status: 404, path: "/api/SubmitMFACode" },
  { what: "GET", status: 405, method: "GET" },
  { what: "PUT", status: 405, method: "PUT" },
  { what: "DELETE", status: 405, method: "DELETE" },
  { what: "OPTIONS", status: 405, method: "OPTIONS" },
  { what: "another host", status: 421, headers: { host: "evil.example" } },
  { what: "our host on another port", status: 421, headers: { host: "localhost:1" } },
  {
    what: "a proxy's word that nobody asked for",
    status: 421,
    headers: { host: "evil.example", "x-forwarded-host": "localhost" },
  },
  { what: "no origin", status: 403, without: ["origin"] },
  { what: "a foreign origin", status: 403, headers: { origin: "https://evil.example" } },
  { what: "an origin without a name", status: 403, headers: { origin: "null" } },
  { what: "our origin on another port", status: 403, headers: { origin: "http://localhost:1" } },
  { what: "a foreign page's fetch", status: 403, headers: { "sec-fetch-site": "cross-site" } },
  { what: "a neighbour's fetch", status: 403, headers: { "sec-fetch-site": "same-site" } },
  { what: "an address that was typed", status: 403, headers: { "sec-fetch-site": "none" } },
  { what: "no header of our own", status: 403, without: ["x-sallyport-csrf"] },
  { what: "no session", status: 401, without: ["cookie"] },
];

/** Well-formed, and still no input of this operation. These are recorded, as everything that reaches an operation is. */
const badInputs: readonly (readonly [what: string, body: string])[] = [
  ["null", "null"],
  ["a list", "[]"],
  ["a number", "7"],
  ["nothing", "{}"],
  ["a name that is no text", '{"userName":{"a":1}}'],
  ["an empty name", '{"userName":""}'],
  ["a NUL in a name", '{"userName":"a\\u0000b"}'],
  ["half a letter in a name", '{"userName":"\\ud800"}'],
  ["markup in a name", '{"userName":"<script>"}'],
  ["a line break in a name", '{"userName":"a\\r\\nb"}'],
  ["a name that is too long", JSON.stringify({ userName: "a".repeat(65) })],
  ["a name in the prototype", '{"__proto__":{"userName":"nobody"}}'],
  ["a path that is none", '{"userName":"nobody","path":"../"}'],
  ["a list nested very deep", `{"userName":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  [
    "51 tags",
    JSON.stringify({
      userName: "nobody",
      tags: Array.from({ length: 51 }, (_, n) => ({ key: `k${n}`, value: "" })),
    }),
  ],
];

describe("bad input", () => {
  let folder: Folder;
  let database: TestDatabase;
  let server: Sallyport;
  let root: Client;
  let accountId: string;

  before(async () => {
    folder = await makeFolder();
    database = sqliteIn(folder);
    ({ accountId } = await makeAccount(database.settings));
    server = await startSallyport(database.settings);
    root = await signInRoot(server.origin);
  });
  after(async () => {
    root?.close();
    await server?.stop("SIGKILL");
    await folder?.remove();
  });

  /** Does it, and looks whether it changed anything. */
  async function unchanged<T>(work: () => Promise<T>, but: readonly string[] = []): Promise<T> {
    const earlier = await digestOf(database, { but });
    const answer = await work();
    assert.equal(await digestOf(database, { but }), earlier, "something was changed");
    return answer;
  }

  function callAsRoot({ path, method, headers, without = [], body }: Omit<BadCall, "what">) {
    const usual: OutgoingHttpHeaders = {
      ...ownPage(server.origin),
      "content-type": "application/json",
      "x-sallyport-csrf": "1",
      cookie: root.cookieHeader,
    };
    for (const name of without) delete usual[name];
    const sending: Sending = {
      method: method ?? "POST",
      headers: { ...usual, ...headers },
      ...(method === "GET" ? {} : { body: body ?? newUser }),
    };
    return send(server.origin, { ...sending, target: path ?? "/api/CreateUser" });
  }

  for (const bad of badCalls) {
    test(`a call with ${bad.what} is answered ${bad.status}`, async () => {
      const answer = await unchanged(() => callAsRoot(bad));
      assert.equal(answer.status, bad.status, answer.text);
      assert.doesNotMatch(answer.text, /\bat .*\.ts:\d+|node:internal/, "it tells of our insides");
      if (bad.status === 405) assert.equal(answer.headers.allow, "POST");
    });
  }

  for (const [what, body] of badInputs) {
    test(`an input that is ${what} is a ValidationError`, async () => {
      const answer = await unchanged(() => callAsRoot({ status: 400, body }), ["audit"]);
      assert.equal(answer.status, 400, answer.text);
      const { error } = JSON.parse(answer.text) as { error: { code: string } };
      assert.match(error.code, /^(?:ValidationError|InvalidInput)$/);
    });
  }

  test("a body over 1 MiB whose length is not told is refused while it comes", async () => {
    const status = await unchanged(async () => {
      const outgoing = httpRequest(`${server.origin}/api/CreateUser`, {
        method: "POST",
        headers: {
          ...ownPage(server.origin),
          "content-type": "application/json",
          "x-sallyport-csrf": "1",
          cookie: root.cookieHeader,
        },
      });
      outgoing.on("error", () => undefined); // it may hang up while we still send
      const answered = once(outgoing, "response");
      for (let sent = 0; sent <= mebibyte; sent += 64 * 1024) outgoing.write("a".repeat(64 * 1024));
      outgoing.end();
      const [incoming] = await answered;
      incoming.resume();
      return incoming.statusCode;
    });
    assert.equal(status, 413);
  });

  test("a cookie that is sent twice is no cookie", async () => {
    const cookie = `${root.cookieHeader}; sallyport-session=${"A".repeat(43)}`;
    const answer = await unchanged(() => callAsRoot({ status: 401, headers: { cookie } }));
    assert.equal(answer.status, 401);
    const twice = `${root.cookieHeader}; ${root.cookieHeader}`;
    assert.equal((await callAsRoot({ status: 401, headers: { cookie: twice } })).status, 401);
  });

  describe("at the sign-in pages", () => {
    const submit = (
      path: string,
      { headers, without = [], body }: Partial<BadCall>,
      form: Client,
    ) => {
      const usual: OutgoingHttpHeaders = {
        ...ownPage(server.origin),
        "content-type": "application/x-www-form-urlencoded",
        cookie: form.cookieHeader,
      };
      for (const name of without) delete usual[name];
      return send(server.origin, {
        method: "POST",
        target: path,
        headers: { ...usual, ...headers },
        body: body ?? "",
      });
    };
    const right = (token: string) =>
      new URLSearchParams({ token, email: rootEmail, password: rootPassword }).toString();

    const badForms: readonly (Partial<BadCall> & {
      readonly what: string;
      readonly status: number;
      readonly form?: (token: string) => string;
    })[] = [
      { what: "without its token", status: 403, form: () => right("") },
      { what: "with somebody else's token", status: 403, form: () => right("A".repeat(43)) },
      { what: "from a browser without the cookie", status: 403, without: ["cookie"] },
      { what: "without an origin", status: 403, without: ["origin"] },
      { what: "from a foreign page", status: 403, headers: { origin: "https://evil.example" } },
      { what: "from a foreign frame", status: 403, headers: { "sec-fetch-site": "cross-site" } },
      { what: "as JSON", status: 415, headers: { "content-type": "application/json" } },
      { what: "as plain text", status: 415, headers: { "content-type": "text/plain" } },
      {
        what: "over 1 MiB",
        status: 413,
        form: (token) => `${right(token)}&x=${"a".repeat(mebibyte)}`,
      },
      {
        what: "with a field twice",
        status: 400,
        form: (token) => `${right(token)}&email=other%40example.org`,
      },
      { what: "that is not UTF-8", status: 400, headers: {}, body: Buffer.from([0xff, 0xfe]) },
    ];
    for (const bad of badForms) {
      test(`a form ${bad.what} is answered ${bad.status}`, async () => {
        const form = new Client(server.origin);
        const page = await form.open("/signin");
        const token = /name="token" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
        const body = bad.body ?? (bad.form ?? right)(token);
        const answer = await unchanged(() =>
          submit("/signin/root/password", { ...bad, body }, form),
        );
        form.close();
        assert.equal(answer.status, bad.status, answer.text);
        assert.ok(!(answer.headers["set-cookie"] ?? []).some((one) => /session=\w/.test(one)));
      });
    }

    const hostile = [
      "//evil.example/",
      "/\\evil.example",
      "\\\\evil.example",
      "/\t/evil.example",
      "https://evil.example/",
      "javascript:alert(1)",
      "/.//evil.example",
      "/%0d%0aset-cookie:%20a=b",
      "/\r\nset-cookie: a=b",
      "console/",
      "@evil.example",
      `/${"a".repeat(5000)}`,
    ];
    for (const path of hostile) {
      test(`a return path ${JSON.stringify(path).slice(0, 40)} leads nowhere else`, async () => {
        const query = `/signin?return=${encodeURIComponent(path)}`;
        const form = new Client(server.origin);
        const page = await form.open(query);
        assert.equal(page.status, 200);
        await form.submit("/signin/root/email", { email: rootEmail, return: path });
        const fields = { email: rootEmail, password: rootPassword, return: path };
        const signedIn = await form.submit("/signin/root/password", fields);
        assertWithin(signedIn);
        // Whoever is signed in already is led on at once.
        assertWithin(await form.open(query));
        form.close();
      });
    }

    function assertWithin(answer: Answer): void {
      const { location = "" } = answer.headers;
      assert.ok(answer.status === 303 || answer.status === 302, answer.text);
      // As a browser resolves it, and once more, as a careless page might.
      const once = new URL(location, server.origin);
      assert.equal(once.origin, server.origin, location);
      assert.equal(new URL(once.pathname, server.origin).origin, server.origin, location);
      assert.ok(!(answer.headers["set-cookie"] ?? []).some((one) => one.startsWith("a=")));
    }
  });

  describe("over the socket", () => {
    const host = () => new URL(server.origin).host;
    const raw: readonly (readonly [what: string, status: number, bytes: () => string])[] = [
      ["what is no HTTP", 400, () => "SALLY, OPEN THE PORT\r\n\r\n"],
      ["a TLS greeting", 400, () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"],
      ["a request without a host", 400, () => "GET /signin HTTP/1.1\r\n\r\n"],
      [
        "a request with two hosts",
        400,
        () => `GET /signin HTTP/1.1\r\nHost: ${host()}\r\nHost: evil.example\r\n\r\n`,
      ],
      [
        "a target with a host of its own",
        400,
        () => `GET http://evil.example/signin HTTP/1.1\r\nHost: ${host()}\r\n\r\n`,
      ],
      ["a target that is no path", 400, () => `GET signin HTTP/1.1\r\nHost: ${host()}\r\n\r\n`],
      ["a tunnel", 0, () => `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host()}\r\n\r\n`],
      [
        "two lengths",
        400,
        () =>
          `POST /api/CreateUser HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      ],
      [
        "a length and chunks",
        400,
        () =>
          `POST /api/CreateUser HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ],
      [
        "a chunk that is none",
        400,
        () =>
          `POST /api/CreateUser HTTP/1.1\r\nHost: ${host()}\r\nOrigin: ${server.origin}\r\nContent-Type: application/json\r\nX-Sallyport-Csrf: 1\r\nCookie: ${root.cookieHeader}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      ],
      [
        "a header over several lines",
        400,
        () => `GET /signin HTTP/1.1\r\nHost: ${host()}\r\nX-A: 1\r\n\tb: 2\r\nX\x00: 3\r\n\r\n`,
      ],
      [
        "one header of 100 KiB",
        431,
        () => `GET /signin HTTP/1.1\r\nHost: ${host()}\r\nX-A: ${"a".repeat(100 * 1024)}\r\n\r\n`,
      ],
      [
        "10,000 headers",
        431,
        () => `GET /signin HTTP/1.1\r\nHost: ${host()}\r\n${"X-A: 1\r\n".repeat(10_000)}\r\n`,
      ],
      [
        "a target of 100 KiB",
        431,
        () => `GET /${"a".repeat(100 * 1024)} HTTP/1.1\r\nHost: ${host()}\r\n\r\n`,
      ],
    ];
    for (const [what, status, bytes] of raw) {
      test(`${what} is ${status === 0 ? "cut off" : `answered ${status}`}`, async () => {
        const text = await unchanged(() => sendRaw(server.origin, bytes()));
        assert.equal(statusOf(text), status, text);
      });
    }

    test("whoever sends half a request is cut off, and holds up nobody meanwhile", async () => {
      const { hostname, port } = new URL(server.origin);
      const half = Array.from({ length: 200 }, () => {
        const socket = connect(Number(port), hostname);
        socket.on("error", () => undefined).resume();
        socket.write(`GET /signin HTTP/1.1\r\nHost: ${host()}\r\nX-Slow:`);
        return once(socket, "close");
      });
      const page = await new Client(server.origin).open("/signin");
      assert.equal(page.status, 200);
      await Promise.all(half);
    });
  });

  const strange = [
    ["/nowhere", 404],
    ["/signin/a/b/c", 404],
    ["/signin/%E0%A4%A", 404],
    ["/setup/again", 404],
    ["/console/../../../../etc/passwd", 302], // to sign in
    ["/console/assets/..%2f..%2f..%2f..%2fetc%2fpasswd", 404],
    ["/console/assets/%2e%2e/%2e%2e/package.json", 404],
    ["/console/assets/nothing.js", 404],
    ["/signin/assets/../../package.json", 404],
  ] as const;
  for (const [target, status] of strange) {
    test(`${target} is answered ${status}`, async () => {
      const answer = await unchanged(() => send(server.origin, { target }));
      assert.equal(answer.status, status, answer.text.slice(0, 500));
      assert.doesNotMatch(answer.text, /root:.*:0:0|"workspaces"/);
    });
  }

  test("after all of that the server works as before", async () => {
    const { users } = await root.succeed<{ users: readonly unknown[] }>("ListUsers", {});
    assert.deepEqual(users, []);
    await root.succeed("CreateUser", { userName: "somebody" });
    const errors = server.output.stdout
      .split("\n")
      .filter((line) => line.includes('"level":"error"'));
    assert.deepEqual(errors, []);
    assert.match(accountId, /^\d{12}$/);
  });
});
