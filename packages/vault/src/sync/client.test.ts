import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bytesOf } from "../testing/samples.ts";
import { pairDevice, SyncClient } from "./client.ts";
import { SyncFault, type SyncFaultCode } from "./fault.ts";

const server = "https://id.example.com";

/** What is asked of the network, answered with what is given. */
function network(...answers: readonly Response[]) {
  const left = [...answers];
  const asked: { url: string; init: RequestInit }[] = [];
  const ask = async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    const answer = left.shift();
    if (answer === undefined) throw new TypeError("no network");
    return answer;
  };
  return { asked, client: new SyncClient(ask, { server, token: "t0ken" }), ask };
}

const empty = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });
const isFault = (code: SyncFaultCode, retryAfterMs?: number) => (error: unknown) =>
  error instanceof SyncFault && error.code === code && error.retryAfterMs === retryAfterMs;

test("a request has the token and what it sends, and nothing of the page or its cookies", async () => {
  const { asked, client } = network(empty(204, { etag: '"8"' }));
  assert.equal(await client.put(bytesOf("sealed"), '"7"'), '"8"');
  const [{ url, init } = { url: "", init: {} }] = asked;
  assert.equal(url, `${server}/vault-sync/vault`);
  assert.deepEqual(init.headers, {
    "content-type": "application/octet-stream",
    "if-match": '"7"',
    authorization: "Bearer t0ken",
  });
  const { credentials, redirect, referrerPolicy, cache } = init;
  assert.deepEqual(
    { credentials, redirect, referrerPolicy, cache },
    { credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", cache: "no-store" },
  );
});

test("the first vault replaces none, and a lost race is no fault", async () => {
  const { asked, client } = network(empty(412), empty(412));
  assert.equal(await client.put(bytesOf("sealed"), undefined), undefined);
  assert.equal(new Headers(asked[0]?.init.headers).get("if-none-match"), "*");
  assert.equal(new Headers(asked[0]?.init.headers).get("if-match"), null);
  assert.equal(await client.put(bytesOf("sealed"), '"7"'), undefined);
});

test("what is stored is got with its revision, also where a proxy weakened that", async () => {
  const { client } = network(
    new Response("sealed", { headers: { etag: 'W/"7"' } }),
    empty(304),
    empty(404),
  );
  const bytes = bytesOf("sealed");
  assert.deepEqual(await client.get(), { kind: "vault", bytes, revision: '"7"' });
  assert.deepEqual(await client.get('"7"'), { kind: "unchanged" });
  assert.deepEqual(await client.get(), { kind: "nothing" });
});

describe("an answer that is a refusal is told as such", () => {
  const refusals: readonly (readonly [Response, SyncFaultCode, number?])[] = [
    [empty(401), "removed"],
    [empty(413), "tooLarge"],
    [empty(409), "busy"],
    [empty(429, { "retry-after": "30" }), "busy", 30_000],
    [empty(503), "busy"],
    [empty(502), "unreachable"],
    [empty(400), "refused"],
    [empty(500), "refused"],
    [empty(204), "refused"], // without a revision
  ];
  for (const [answer, code, retryAfterMs] of refusals) {
    test(`${answer.status} as ${code}`, async () => {
      const { client } = network(answer);
      await assert.rejects(client.put(bytesOf("sealed"), '"7"'), isFault(code, retryAfterMs));
    });
  }

  test("none at all as no network", async () => {
    await assert.rejects(network().client.get(), isFault("unreachable"));
    await assert.rejects(network().client.leave(), isFault("unreachable"));
  });
});

test("a code is traded for a token, or refused", async () => {
  const paired = { deviceId: "d1", token: "t0ken", owner: "alice", account: "111122223333" };
  const given = { server, code: "ABCD", name: "Phone" };
  const { ask, asked } = network(
    Response.json({ ...paired, more: 1 }, { status: 201 }),
    empty(403),
    empty(409),
    Response.json({ ...paired, token: 1 }, { status: 201 }),
    Response.json(null, { status: 201 }),
    new Response("<html>", { status: 201 }),
  );
  assert.deepEqual(await pairDevice(ask, given), paired);
  assert.equal(asked[0]?.init.body, '{"pairingCode":"ABCD","name":"Phone"}');
  assert.ok(!asked[0]?.url.includes("ABCD"), "nothing secret is in an address");
  await assert.rejects(pairDevice(ask, given), isFault("badCode"));
  await assert.rejects(pairDevice(ask, given), isFault("tooManyDevices"));
  await assert.rejects(pairDevice(ask, given), isFault("refused"));
  await assert.rejects(pairDevice(ask, given), isFault("refused"));
  await assert.rejects(pairDevice(ask, given), isFault("unreachable"));
});
