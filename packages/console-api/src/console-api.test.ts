import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { errorCodes, IamError, type Operation, operations } from "@sallyport/core";
import { siteOf } from "@sallyport/web";
import { consoleApi, consoleApiRoute } from "./console-api.ts";
import type { ConsoleError, ConsoleOperations } from "./contract.ts";
import { reachableNames } from "./reachable.ts";
import { renderError } from "./render-error.ts";
import { openAccount, type TestAccount } from "./testing/open-account.ts";

const site = siteOf("http://localhost:6238");
const fromOurPage = {
  "content-type": "application/json",
  origin: site.origin,
  "sec-fetch-site": "same-origin",
  "x-sallyport-csrf": "1",
};

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  readonly error: ConsoleError["error"];
}

let account: TestAccount;
let logged: unknown[] = [];
before(async () => {
  account = await openAccount(site.origin);
});
after(() => account.close());

async function knock(
  path: string,
  init: RequestInit = {},
  session: string | undefined = account.sessionToken,
): Promise<Answer> {
  const headers = new Headers(init.headers ?? fromOurPage);
  if (session !== undefined) headers.set("cookie", `sallyport-session=${session}`);
  const request = new Request(`${site.origin}${path}`, { method: "POST", ...init, headers });
  const log = { error: (...all: unknown[]) => logged.push(all) };
  const door = consoleApi(account.iam, { site, log });
  const response = await door(request, {
    requestId: randomUUID(),
    peer: "127.0.0.1",
    target: path,
    rawHeaders: [],
  });
  const json = (await response.json()) as unknown;
  const { status } = response;
  return { status, headers: response.headers, json, error: (json as ConsoleError).error };
}

async function call<Name extends keyof ConsoleOperations>(
  name: Name,
  input: ConsoleOperations[Name]["input"],
): Promise<Answer & { readonly output: ConsoleOperations[Name]["output"] }> {
  const answer = await knock(`/api/${name}`, { body: JSON.stringify(input) });
  return { ...answer, output: answer.json as ConsoleOperations[Name]["output"] };
}

describe("what the console may call", () => {
  test("is everything meant for signed-in people, and nothing else", () => {
    const names: readonly string[] = reachableNames();
    for (const { name, kind, callers } of Object.values<Operation>(operations)) {
      // Whoever has no identity here asks the signed door, unsigned.
      const forStrangers = callers?.includes("anonymous") === true;
      const forPeople =
        kind === "aws" ? !forStrangers : kind !== "operator" && callers === undefined;
      assert.equal(names.includes(name), forPeople, name);
    }
    assert.ok(names.includes("StartMFAEnrolment"));
  });

  for (const name of [
    "SignIn",
    "SubmitMFACode",
    "CreateFirstAccount",
    "ResetRootMFA",
    "SetRootEmail",
    "GetSignIn",
  ]) {
    test(`${name} is not found here`, async () => {
      const { status, error } = await knock(`/api/${name}`, { body: "{}" });
      assert.equal(status, 404);
      assert.equal(error.code, "NotFound");
    });
  }

  for (const path of [
    "/api/",
    "/api",
    "/api/Nonsense",
    "/api/createUser",
    "/api/__proto__",
    "/api/CreateUser/",
  ]) {
    test(`${path} is not found`, async () => assert.equal((await knock(path)).status, 404));
  }

  test("the log is told the operation, never a path of a stranger's making", () => {
    assert.equal(consoleApiRoute("/api/CreateUser"), "/api/CreateUser");
    assert.equal(consoleApiRoute("/api/what\never"), "/api/:unknown");
  });
});

describe("an answer", () => {
  test("has instants as text in whole seconds, and leaves out what is absent", async () => {
    const { status, output, headers } = await call("GetConsoleContext", {});
    assert.equal(status, 200);
    assert.equal(output.serverTime, "2026-11-24T06:46:08Z");
    assert.equal(output.person.kind, "root");
    assert.ok(!("accountAlias" in output));
    assert.equal(headers.get("content-type"), "application/json");
    assert.equal(headers.get("cache-control"), "no-store");
    assert.equal(headers.get("access-control-allow-origin"), null);
  });

  test("has bytes as base64", async () => {
    await call("StartMFAEnrolment", { deviceName: "phone" });
    const { output } = await call("ShowMFAEnrolment", {});
    assert.equal(Buffer.from(output.qrCodePng, "base64").toString("latin1", 1, 4), "PNG");
  });

  test("that is a long file is that file, and nothing that opens it may run it", async () => {
    await call("GenerateCredentialReport", {});
    while (await account.iam.makeReport(() => false));
    const path = "/api/GetCredentialReport";
    const headers = new Headers(fromOurPage);
    headers.set("cookie", `sallyport-session=${account.sessionToken}`);
    const request = new Request(site.origin + path, { method: "POST", headers, body: "{}" });
    const door = consoleApi(account.iam, { site, log: { error: () => {} } });
    const response = await door(request, {
      requestId: randomUUID(),
      peer: "127.0.0.1",
      target: path,
      rawHeaders: [],
    });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "text/csv");
    assert.equal(response.headers.get("content-disposition"), "attachment");
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.match(await response.text(), /^user,arn,.*\n<root_account>,/);
  });

  test("makes what was asked for", async () => {
    const made = await call("CreateUser", { userName: "alice" });
    assert.equal(made.output.user.userName, "alice");
    assert.match(made.output.user.createDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});

describe("a refusal", () => {
  test("names every field's fault", async () => {
    const { status, error } = await call("CreateUser", { userName: "no spaces, please!" });
    assert.equal(status, 400);
    assert.equal(error.code, "ValidationError");
    assert.deepEqual(
      error.fields.map(({ name }) => name),
      ["userName"],
    );
    assert.match(error.requestId, /^[0-9a-f-]{36}$/);
  });

  test("of what is not there is 404, of what is there already 409", async () => {
    assert.equal((await call("GetUser", { userName: "nobody" })).status, 404);
    await call("CreateGroup", { groupName: "twice" });
    const again = await call("CreateGroup", { groupName: "twice" });
    assert.equal(again.status, 409);
    assert.equal(again.error.code, "EntityAlreadyExists");
  });

  test("tells the fault of a code, and how long to wait", () => {
    const facts = { fault: "used", retryAfterSeconds: 12, failuresInARow: 2 } as const;
    const rendered = renderError(new IamError("InvalidAuthenticationCode", "Used.", facts), "r1");
    assert.equal(rendered.status, 403);
    assert.equal(rendered.headers["retry-after"], "12");
    assert.deepEqual(rendered.body.error, {
      code: "InvalidAuthenticationCode",
      message: "Used.",
      requestId: "r1",
      fields: [],
      retryAfterSeconds: 12,
      details: { fault: "used", failuresInARow: 2 },
    });
  });

  test("says where MFA would help", () => {
    const error = new IamError("FreshFactorRequired", "A code, please.", { mfaWouldHelp: true });
    assert.equal(renderError(error, "r1").body.error["mfaWouldHelp"], true);
  });

  test("has a status of its own for every code", () => {
    for (const code of errorCodes) {
      const { status } = renderError(new IamError(code, "No."), "r1");
      assert.ok(status >= 400 && status < 600 && status !== 500, `${code}: ${status}`);
    }
  });

  test("that nobody meant tells nothing, and is logged whole with its number", async () => {
    const { iam } = account;
    logged = [];
    const broken = {
      ...account,
      iam: { ...iam, session: () => Promise.reject(new Error("s3cret")) },
    };
    const whole = account;
    account = broken;
    const { status, json, error } = await knock("/api/GetDashboard", { body: "{}" });
    account = whole;
    assert.equal(status, 500);
    assert.equal(error.code, "InternalFailure");
    assert.doesNotMatch(JSON.stringify(json), /s3cret/);
    const [[, facts]] = logged as [
      [string, { requestId: string; error: Error; operation: string }],
    ];
    assert.equal(facts.requestId, error.requestId);
    assert.equal(facts.error.message, "s3cret");
    assert.equal(facts.operation, "GetDashboard");
  });
});

describe("bad input", () => {
  const cases: readonly [string, RequestInit, number, string][] = [
    ["broken JSON", { body: '{"userName":' }, 400, "UnreadableBody"],
    ["no body", {}, 400, "UnreadableBody"],
    [
      "bytes that are no UTF-8",
      { body: new Uint8Array([0x22, 0xff, 0x22]) },
      400,
      "UnreadableBody",
    ],
    ["a list for an object", { body: "[]" }, 400, "ValidationError"],
    ["a number for an object", { body: "1" }, 400, "ValidationError"],
    [
      "a member that is not known",
      { body: '{"userName":"a","admin":true}' },
      400,
      "ValidationError",
    ],
    ["a prototype", { body: '{"userName":"a","__proto__":{}}' }, 400, "ValidationError"],
    ["more than a mebibyte", { body: JSON.stringify("x".repeat(1 << 20)) }, 413, "RequestTooLarge"],
  ];
  for (const [what, init, status, code] of cases) {
    test(`${what} is answered ${status}`, async () => {
      const answer = await knock("/api/CreateUser", init);
      assert.equal(answer.status, status);
      assert.equal(answer.error.code, code);
    });
  }

  test("what a broken body held is not in the answer", async () => {
    const { json } = await knock("/api/CreateUser", { body: '{"password":"s3cret' });
    assert.doesNotMatch(JSON.stringify(json), /s3cret/);
  });

  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "",
  ]) {
    test(`"${type}" is no content type for it`, async () => {
      const headers = { ...fromOurPage, "content-type": type };
      assert.equal((await knock("/api/CreateUser", { headers, body: "{}" })).status, 415);
    });
  }
});

describe("who may ask (security rule 28)", () => {
  const { "sec-fetch-site": _, ...older } = fromOurPage;

  test("our own page, also in a browser that does not tell where requests come from", async () => {
    const answer = await knock("/api/GetDashboard", { headers: older, body: "{}" });
    assert.equal(answer.status, 200);
  });

  const strangers: readonly [string, Readonly<Record<string, string>>][] = [
    ["another site", { ...fromOurPage, origin: "http://evil.example" }],
    ["another port of this host", { ...fromOurPage, origin: "http://localhost:6239" }],
    ["the site's alias", { ...fromOurPage, origin: "http://127.0.0.1:6238" }],
    ["an opaque origin", { ...fromOurPage, origin: "null" }],
    ["what the browser calls cross-site", { ...fromOurPage, "sec-fetch-site": "cross-site" }],
    ["what the browser calls same-site", { ...fromOurPage, "sec-fetch-site": "same-site" }],
  ];
  for (const [what, headers] of strangers) {
    test(`not ${what}`, async () => {
      const { status, error } = await knock("/api/CreateUser", {
        headers,
        body: '{"userName":"eve"}',
      });
      assert.equal(status, 403);
      assert.equal(error.code, "CrossSiteRequest");
    });
  }

  for (const left of ["origin", "x-sallyport-csrf"] as const) {
    test(`nobody who leaves out ${left}`, async () => {
      const { [left]: __, ...headers } = fromOurPage;
      const answer = await knock("/api/CreateUser", { headers, body: '{"userName":"eve"}' });
      assert.equal(answer.status, 403);
    });
  }

  test("nothing is changed or read by GET", async () => {
    for (const method of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]) {
      const request = new Request(`${site.origin}/api/SignOut`, { method, headers: fromOurPage });
      const door = consoleApi(account.iam, { site, log: { error: () => {} } });
      const arrival = {
        requestId: randomUUID(),
        peer: "127.0.0.1",
        target: "/api/SignOut",
        rawHeaders: [],
      };
      const response = await door(request, arrival);
      assert.equal(response.status, 405, method);
      assert.equal(response.headers.get("allow"), "POST");
    }
  });

  test("nobody without a session, and an access key's signature is none", async () => {
    for (const cookie of ["", "sallyport-session=", "sallyport-session=nonsense"]) {
      const headers = { ...fromOurPage, cookie, authorization: "AWS4-HMAC-SHA256 Credential=AKIA" };
      const request = { headers, body: "{}" };
      const answer = await knock("/api/GetDashboard", request, "");
      assert.equal(answer.status, 401);
      assert.equal(answer.error.code, "SessionExpired");
    }
  });

  test("nobody whose session cookie came twice", async () => {
    const twice = `${account.sessionToken}; sallyport-session=planted`;
    assert.equal((await knock("/api/GetDashboard", { body: "{}" }, twice)).status, 401);
  });
});

test("signing out forgets the session and what the browser kept, and no other site's cookies", async () => {
  const own = await openAccount(site.origin);
  const others = account;
  account = own;
  const { status, headers } = await call("SignOut", {});
  assert.equal(status, 200);
  assert.equal(headers.get("clear-site-data"), '"cache", "storage"');
  assert.match(headers.get("set-cookie") ?? "", /^sallyport-session=;/);
  assert.equal((await call("GetDashboard", {})).status, 401);
  account = others;
  await own.close();
});
