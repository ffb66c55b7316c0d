import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { siteOf } from "@sallyport/web";
import { openHouse, type SignedIn, type TestHouse } from "./testing/open-house.ts";
import { vaultSync, vaultSyncRoute } from "./vault-sync.ts";

const site = siteOf("http://localhost:6238");
const authenticator = "http://authenticator.localhost:6238";
const MINUTE = 60_000;
const mostBytes = 64 * 1024;

let house: TestHouse;
const logged: unknown[] = [];
before(async () => {
  house = await openHouse(site.origin);
});
after(async () => {
  await house.close();
  assert.deepEqual(logged, [], "nothing unexpected happened");
});

let sources = 0;

type Body = NonNullable<RequestInit["body"]>;

interface Knock {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  /** Where it comes from; each by default from a network of its own. */
  readonly peer?: string;
  readonly authenticatorOrigin?: string | undefined;
}

function knock(path: string, options: Knock = {}): Promise<Response> {
  sources += 1;
  const {
    method = "GET",
    headers = {},
    body,
    peer = `198.51.${sources >> 8}.${sources & 255}`,
  } = options;
  const door = vaultSync(house.iam, {
    site,
    authenticatorOrigin:
      "authenticatorOrigin" in options ? options.authenticatorOrigin : authenticator,
    mostBytes,
    log: { error: (...all) => logged.push(all) },
  });
  const request = new Request(`${site.origin}${path}`, {
    ...{ method, headers },
    ...(body !== undefined && { body, duplex: "half" }),
  });
  return door(request, { requestId: randomUUID(), peer, target: path, rawHeaders: [] });
}

const json = { "content-type": "application/json" };
const bytes = { "content-type": "application/octet-stream" };

const pairingOf = async (who: SignedIn) =>
  (await who.ask("StartVaultPairing"))["pairingCode"] as string;

const tryCode = (pairingCode: string, options: Knock & { readonly name?: string } = {}) =>
  knock("/vault-sync/devices", {
    method: "POST",
    ...options,
    headers: { ...json, ...options.headers },
    body: JSON.stringify({ pairingCode, name: options.name ?? "Pixel 8" }),
  });

interface Paired {
  readonly deviceId: string;
  readonly token: string;
  readonly owner: string;
  readonly account: string;
}

async function pair(who: SignedIn, name = "Pixel 8"): Promise<Paired> {
  const response = await tryCode(await pairingOf(who), { name });
  assert.equal(response.status, 201);
  return (await response.json()) as Paired;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const get = ({ token }: { readonly token: string }, headers = {}) =>
  knock("/vault-sync/vault", { headers: { ...bearer(token), ...headers } });
const put = (
  { token }: { readonly token: string },
  headers: Readonly<Record<string, string>>,
  body: Body = vaultOf("sealed"),
) =>
  knock("/vault-sync/vault", {
    ...{ method: "PUT", body },
    headers: { ...bytes, ...bearer(token), ...headers },
  });
const first = { "if-none-match": "*" };

function vaultOf(sealed: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`SALLYVLT\u0001${sealed}`));
}

async function codeOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  assert.ok(error.message.length > 10);
  return error.code;
}

async function refusedWith(
  asked: Promise<Response>,
  status: number,
  code: string,
): Promise<Response> {
  const response = await asked;
  assert.equal(response.status, status);
  assert.equal(await codeOf(response.clone()), code);
  return response;
}

/** Nobody's vault is stored and nobody's device is paired. */
async function anew(): Promise<void> {
  for (const who of [house.root, house.alice]) await who.ask("TurnOffVaultSync");
}

describe("pairing", () => {
  test("trades the code of a person for a token of their own", async () => {
    const paired = await pair(house.alice, " Anna’s phone ");
    assert.match(paired.token, /^[\w-]{43}$/);
    assert.equal(paired.owner, "alice");
    assert.equal(paired.account, house.accountId);
    const { devices } = (await house.alice.ask("GetVaultSync")) as {
      devices: readonly { deviceId: string; name: string }[];
    };
    const found = devices.find(({ deviceId }) => deviceId === paired.deviceId);
    assert.equal(found?.name, "Anna’s phone");
    assert.equal((await pair(house.root)).owner, "root user");
    await anew();
  });

  test("takes a code as people type it", async () => {
    const code = (await pairingOf(house.alice)).toLowerCase().replaceAll("-", " ");
    assert.equal((await tryCode(` ${code} `)).status, 201);
    await anew();
  });

  test("has one answer for a code that is wrong, used, late or replaced", async () => {
    const used = await pairingOf(house.alice);
    assert.equal((await tryCode(used)).status, 201);
    const replaced = await pairingOf(house.alice);
    const late = await pairingOf(house.alice);
    house.wait(10 * MINUTE);
    const told = new Set<string>();
    for (const code of ["AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG", used, replaced, late, "x"]) {
      const response = await refusedWith(tryCode(code), 403, "InvalidPairingCode");
      told.add(await response.text());
    }
    assert.equal(told.size, 1);
    await anew();
  });

  test("gives one device to two that use a code at once", async () => {
    const code = await pairingOf(house.alice);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryCode(code)));
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(((await house.alice.ask("GetVaultSync"))["devices"] as unknown[]).length, 1);
    await anew();
  });

  test("compares ten of a thousand guesses from one source, and holds up nobody elsewhere", async () => {
    const code = await pairingOf(house.alice);
    const guess = () => tryCode("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG", { peer: "192.0.2.9" });
    const answers = await Promise.all(Array.from({ length: 1000 }, guess));
    assert.equal(answers.filter(({ status }) => status === 403).length, 10);
    const turnedAway = answers.filter(({ status }) => status === 429);
    assert.equal(turnedAway.length, 990);
    assert.ok(turnedAway.every(({ headers }) => Number(headers.get("retry-after")) > 0));
    await refusedWith(tryCode(code, { peer: "192.0.2.9" }), 429, "Throttling");
    assert.equal((await tryCode(code)).status, 201);
    await anew();
  });

  test("refuses a device without a name, or with one that no list can show", async () => {
    const code = await pairingOf(house.alice);
    for (const name of ["", "   ", "a\u202eb", "x\n", "n".repeat(65)]) {
      await refusedWith(tryCode(code, { name }), 400, "ValidationError");
    }
    assert.equal((await tryCode(code, { name: "Ordinateur d’Anaïs (2)" })).status, 201);
    await anew();
  });

  test("ends at ten devices, until one of them leaves", async () => {
    const devices: Paired[] = [];
    for (let number = 0; number < 10; number += 1) devices.push(await pair(house.alice));
    await assert.rejects(pairingOf(house.alice), { code: "LimitExceeded" });
    await house.alice.ask("RemoveVaultDevice", { deviceId: devices[3]?.deviceId });
    await pair(house.alice);
    await anew();
  });

  for (const [what, init, status] of [
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
    ["plain text", { headers: { "content-type": "text/plain" } }, 415],
    ["no JSON", { headers: json, body: "{" }, 400],
    ["a list", { headers: json, body: "[]" }, 400],
    ["more than there is to say", { headers: json, body: `"${"x".repeat(5000)}"` }, 413],
    ["a member too many", { headers: json, body: '{"pairingCode":"x","name":"y","z":1}' }, 400],
  ] as const) {
    test(`does not take ${what}`, async () => {
      const response = await knock("/vault-sync/devices", { method: "POST", body: "{}", ...init });
      assert.equal(response.status, status);
    });
  }
});

describe("a vault", () => {
  let one: Paired;
  let other: Paired;
  before(async () => {
    one = await pair(house.alice, "one");
    other = await pair(house.alice, "other");
  });
  after(anew);

  test("goes from one device to the other, byte for byte, with its revision", async () => {
    await refusedWith(get(one), 404, "NoVault");
    const sent = new Uint8Array([
      ...vaultOf(""),
      ...Array.from({ length: 1000 }, (_, n) => n % 256),
    ]);
    const stored = await put(one, first, sent);
    assert.equal(stored.status, 204);
    const tag = stored.headers.get("etag") ?? "";
    assert.match(tag, /^"\d+"$/);
    const got = await get(other);
    assert.equal(got.status, 200);
    assert.equal(got.headers.get("etag"), tag);
    assert.equal(got.headers.get("content-type"), "application/octet-stream");
    assert.equal(got.headers.get("cache-control"), "no-store");
    assert.deepEqual(Buffer.from(await got.arrayBuffer()), Buffer.from(sent));
    for (const known of [tag, `W/${tag}`, `"1", ${tag}`]) {
      const same = await get(other, { "if-none-match": known });
      assert.equal(same.status, 304, known);
      assert.equal(same.headers.get("etag"), tag);
      assert.equal((await same.arrayBuffer()).byteLength, 0);
    }
  });

  test("is replaced by whoever has read it, and by nobody else", async () => {
    const tag = (await get(one)).headers.get("etag") ?? "";
    const next = await put(other, { "if-match": tag }, vaultOf("second"));
    assert.equal(next.status, 204);
    const now = next.headers.get("etag") ?? "";
    assert.notEqual(now, tag);
    for (const stale of [tag, '"1"', "*", `W/${now}`, now.slice(1, -1), `${now}, "1"`, '"1e3"']) {
      await refusedWith(put(one, { "if-match": stale }, vaultOf("lost")), 412, "VaultChanged");
    }
    await refusedWith(put(one, first, vaultOf("lost")), 412, "VaultChanged");
    assert.equal(await (await get(one)).text(), "SALLYVLT\u0001second");
  });

  test("is never replaced blindly", async () => {
    for (const headers of [{}, { "if-none-match": '"7"' }])
      await refusedWith(put(one, headers), 428, "PreconditionRequired");
  });

  test("of twenty that store at once on what they all read, one does", async () => {
    const tag = (await get(one)).headers.get("etag") ?? "";
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        put(number % 2 === 0 ? one : other, { "if-match": tag }, vaultOf(`racer ${number}`)),
      ),
    );
    const won = answers.flatMap(({ status }, number) => (status === 204 ? [number] : []));
    assert.equal(won.length, 1);
    assert.ok(answers.every(({ status }) => status === 204 || status === 412));
    assert.equal(await (await get(other)).text(), `SALLYVLT\u0001racer ${won[0]}`);
  });

  test("is a vault, and no longer than one may be", async () => {
    const tag = (await get(one)).headers.get("etag") ?? "";
    const now = { "if-match": tag };
    for (const body of ["", "SALLYVL", "sallyvlt and more", "x".repeat(500)])
      await refusedWith(put(one, now, body), 400, "ValidationError");
    const long = vaultOf("x".repeat(mostBytes));
    await refusedWith(put(one, now, long), 413, "RequestTooLarge");
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(vaultOf("x".repeat(9000))),
    });
    await refusedWith(put(one, now, stream), 413, "RequestTooLarge");
    await refusedWith(
      put(one, { ...now, "content-type": "text/plain" }),
      415,
      "UnsupportedMediaType",
    );
    assert.equal((await get(one)).headers.get("etag"), tag);
  });

  test("is stored so often at once, then a device must wait", async () => {
    const device = await pair(house.alice, "busy");
    let tag = (await get(device)).headers.get("etag") ?? "";
    let stored = 0;
    for (;;) {
      const response = await put(device, { "if-match": tag }, vaultOf(`round ${stored}`));
      if (response.status !== 204) {
        assert.equal(response.status, 429);
        assert.equal(response.headers.get("retry-after"), "5");
        break;
      }
      tag = response.headers.get("etag") ?? "";
      stored += 1;
    }
    assert.equal(stored, 60);
    assert.equal((await get(device)).status, 200);
    house.wait(5000);
    assert.equal((await put(device, { "if-match": tag })).status, 204);
  });

  test("that was deleted and stored anew has no revision of the one before", async () => {
    const before = Number((await get(one)).headers.get("etag")?.slice(1, -1));
    await house.alice.ask("TurnOffVaultSync");
    house.wait(1000);
    [one, other] = [await pair(house.alice, "one"), await pair(house.alice, "other")];
    const anewTag = (await put(one, first)).headers.get("etag") ?? "";
    assert.ok(Number(anewTag.slice(1, -1)) > before);
  });
});

describe("whose vault it is", () => {
  test("is told by the token alone: nobody reads or replaces another's", async () => {
    const [hers, his] = [await pair(house.alice), await pair(house.root)];
    await put(hers, first, vaultOf("of alice"));
    await refusedWith(get(his), 404, "NoVault");
    const tag = (await get(hers)).headers.get("etag") ?? "";
    await refusedWith(put(his, { "if-match": tag }, vaultOf("planted")), 412, "VaultChanged");
    assert.equal((await put(his, first, vaultOf("of root"))).status, 204);
    assert.equal(await (await get(hers)).text(), "SALLYVLT\u0001of alice");
    assert.equal(await (await get(his)).text(), "SALLYVLT\u0001of root");
    await anew();
  });

  test("is not told by cookies: a session opens nothing here, and changes nothing of a token", async () => {
    const hers = await pair(house.alice);
    await put(hers, first, vaultOf("of alice"));
    const cookie = { cookie: `sallyport-session=${house.alice.session}` };
    const bare = await knock("/vault-sync/vault", { headers: cookie });
    assert.equal(bare.status, 401);
    const rootsCookie = { cookie: `sallyport-session=${house.root.session}` };
    assert.equal(await (await get(hers, rootsCookie)).text(), "SALLYVLT\u0001of alice");
    for (const response of [bare, await get(hers, rootsCookie)])
      assert.equal(response.headers.get("set-cookie"), null);
    await anew();
  });

  for (const [what, authorization] of [
    ["nothing", undefined],
    ["a signed request", "AWS4-HMAC-SHA256 Credential=AKIA/20261124/us-east-1/iam/aws4_request"],
    ["a password", `Basic ${Buffer.from("alice:x").toString("base64")}`],
    ["a session's token", () => `Bearer ${house.alice.session}`],
    ["a token that was never given out", `Bearer ${"A".repeat(43)}`],
    ["an empty token", "Bearer "],
    ["something long", `Bearer ${"A".repeat(4000)}`],
  ] as const) {
    test(`is not told by ${what}`, async () => {
      const sent = typeof authorization === "function" ? authorization() : authorization;
      const headers = sent === undefined ? {} : { authorization: sent };
      for (const [method, path] of [
        ["GET", "/vault-sync/vault"],
        ["PUT", "/vault-sync/vault"],
        ["DELETE", "/vault-sync/devices/self"],
      ] as const) {
        const body = method === "PUT" ? { body: vaultOf("planted") } : {};
        const asked = knock(path, { method, headers: { ...headers, ...first, ...bytes }, ...body });
        const response = await refusedWith(asked, 401, "DeviceNotPaired");
        assert.equal(response.headers.get("www-authenticate"), "Bearer");
      }
    });
  }

  test("a token in an address or a body is none", async () => {
    const { token } = await pair(house.alice);
    const asked = `/vault-sync/vault?access_token=${token}`;
    await refusedWith(knock(asked), 401, "DeviceNotPaired");
    await anew();
  });

  test("a device's token is no session", async () => {
    const { token } = await pair(house.alice);
    const context = {
      requestId: "1",
      door: "console-api",
      sourceAddress: "::1",
      userAgent: "",
      browserToken: undefined,
    } as const;
    assert.equal(await house.iam.session(token, context), undefined);
    assert.equal(await house.iam.pendingSignIn(token), undefined);
    await anew();
  });
});

describe("a device that was removed", () => {
  test("in the console reads and stores nothing from then on; the others go on", async () => {
    const [lost, kept] = [await pair(house.alice, "lost"), await pair(house.alice, "kept")];
    const tag = (await put(lost, first)).headers.get("etag") ?? "";
    await house.alice.ask("RemoveVaultDevice", { deviceId: lost.deviceId });
    await refusedWith(get(lost), 401, "DeviceNotPaired");
    await refusedWith(put(lost, { "if-match": tag }), 401, "DeviceNotPaired");
    await refusedWith(
      knock("/vault-sync/devices/self", { method: "DELETE", headers: bearer(lost.token) }),
      401,
      "DeviceNotPaired",
    );
    assert.equal((await get(kept)).status, 200);
    await anew();
  });

  test("by itself is gone, and the last one takes the vault with it", async () => {
    const [one, last] = [await pair(house.alice), await pair(house.alice)];
    await put(one, first);
    const leave = ({ token }: Paired) =>
      knock("/vault-sync/devices/self", { method: "DELETE", headers: bearer(token) });
    assert.equal((await leave(one)).status, 204);
    await refusedWith(get(one), 401, "DeviceNotPaired");
    assert.equal((await get(last)).status, 200);
    assert.equal((await leave(last)).status, 204);
    assert.equal((await house.alice.ask("GetVaultSync"))["vault"], undefined);
    await refusedWith(get(await pair(house.alice)), 404, "NoVault");
    await anew();
  });
});

describe("pages of other origins", () => {
  test("the authenticator's are answered, refusals included, and told what they may read", async () => {
    const headers = { origin: authenticator, "sec-fetch-site": "cross-site" };
    const paired = await tryCode(await pairingOf(house.alice), { headers });
    const { token } = (await paired.clone().json()) as Paired;
    for (const response of [
      paired,
      await get({ token }, headers),
      await put({ token }, { ...first, ...headers }),
      await get({ token: "A".repeat(43) }, headers),
      await knock("/vault-sync/nowhere", { headers }),
    ]) {
      assert.equal(response.headers.get("access-control-allow-origin"), authenticator);
      assert.match(
        response.headers.get("access-control-expose-headers") ?? "",
        /ETag, Retry-After/,
      );
      assert.equal(response.headers.get("access-control-allow-credentials"), null);
      assert.equal(response.headers.get("vary"), "origin");
      assert.equal(response.headers.get("cache-control"), "no-store");
    }
    await anew();
  });

  test("the authenticator's may ask beforehand what they may send", async () => {
    const headers = { origin: authenticator, "access-control-request-method": "PUT" };
    const response = await knock("/vault-sync/vault", { method: "OPTIONS", headers });
    assert.equal(response.status, 204);
    const told = (name: string) => response.headers.get(`access-control-${name}`);
    assert.equal(told("allow-origin"), authenticator);
    assert.equal(told("allow-methods"), "GET, PUT, POST, DELETE");
    assert.equal(told("allow-headers"), "authorization, content-type, if-match, if-none-match");
    assert.ok(Number(told("max-age")) > 0);
  });

  for (const origin of [
    "https://evil.example",
    "null",
    site.origin,
    "http://authenticator.localhost",
    "http://authenticator.localhost:6239",
    "http://x.authenticator.localhost:6238",
    "https://authenticator.localhost:6238",
    "http://authenticator.localhost:6238.evil.example",
    `${authenticator}, https://evil.example`,
    "",
  ]) {
    test(`of "${origin}" get nothing and change nothing, token or not`, async () => {
      const { token } = await pair(house.alice);
      const code = await pairingOf(house.alice);
      const headers = { origin };
      for (const asked of [
        tryCode(code, { headers }),
        get({ token }, headers),
        put({ token }, { ...first, ...headers }),
        knock("/vault-sync/devices/self", {
          ...{ method: "DELETE", headers: { ...headers, ...bearer(token) } },
        }),
        knock("/vault-sync/vault", { method: "OPTIONS", headers }),
      ]) {
        const response = await refusedWith(asked, 403, "CrossSiteRequest");
        assert.equal(response.headers.get("access-control-allow-origin"), null);
      }
      await refusedWith(get({ token }), 404, "NoVault");
      assert.equal((await tryCode(code)).status, 201);
      await anew();
    });
  }

  test("are all refused where there is no authenticator, and programs are not", async () => {
    const none = { authenticatorOrigin: undefined };
    const headers = { origin: authenticator };
    const refused = knock("/vault-sync/vault", { headers, ...none });
    await refusedWith(refused, 403, "CrossSiteRequest");
    await refusedWith(knock("/vault-sync/vault", none), 401, "DeviceNotPaired");
  });
});

describe("an address", () => {
  for (const path of [
    "/vault-sync",
    "/vault-sync/",
    "/vault-sync/devices/other",
    "/vault-sync/toString",
  ]) {
    test(`${path} is none`, async () => {
      await refusedWith(knock(path), 404, "NotFound");
    });
  }

  test("takes its own methods and says which", async () => {
    const response = await refusedWith(
      knock("/vault-sync/vault", { method: "DELETE" }),
      405,
      "MethodNotAllowed",
    );
    assert.equal(response.headers.get("allow"), "GET, PUT");
    await refusedWith(knock("/vault-sync/devices"), 405, "MethodNotAllowed");
  });

  test("is told the log by its pattern", () => {
    assert.equal(vaultSyncRoute("/vault-sync/vault"), "/vault-sync/vault");
    assert.equal(vaultSyncRoute("/vault-sync/constructor"), "/vault-sync/:unknown");
    assert.equal(vaultSyncRoute("/vault-sync/x\ny"), "/vault-sync/:unknown");
  });

  test("answers under a policy that lets nothing run", async () => {
    const { headers } = await knock("/vault-sync/vault");
    assert.match(headers.get("content-security-policy") ?? "", /sandbox/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.match(headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
  });
});
