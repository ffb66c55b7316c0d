// A request that was signed rightly, kept by somebody else and sent again: after 15 minutes nothing makes it good. The kit's clock
// moves, so that nobody waits.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Sallyport, startSallyport } from "@sallyport/testing";
import { type Answer, send } from "../support/client.ts";
import { inParallel } from "../support/in-parallel.ts";
import { type Parts, sign, spoilParts } from "../support/spoilt-requests.ts";

let sallyport: Sallyport;
before(async () => {
  sallyport = await startSallyport();
});
after(() => sallyport?.stop());

const write = "Action=CreateUser&Version=2010-05-08&UserName=mallory";

const signNow = (body: string) =>
  sign(sallyport.endpoint, sallyport.adminKey, body, sallyport.now());

function post({ target, headers, body }: Parts): Promise<Answer> {
  return send(sallyport.endpoint, {
    method: "POST",
    target,
    headers: { ...headers } as Record<string, string | string[]>,
    body: Buffer.from(body, "latin1"),
  });
}

const call = (action: string) => post(signNow(`Action=${action}&Version=2010-05-08`));

async function userNames(): Promise<readonly string[]> {
  const { text } = await call("ListUsers");
  return [...text.matchAll(/<UserName>([^<]*)</g)].map(([, name]) => name ?? "");
}

test("is good for 15 minutes, as at AWS, and then for nothing", async () => {
  const kept = signNow(write);
  assert.equal((await post(kept)).status, 200);
  assert.equal((await call("DeleteUser&UserName=mallory")).status, 200);
  sallyport.advance(14 * 60);
  assert.equal((await post(kept)).status, 200);
  assert.equal((await call("DeleteUser&UserName=mallory")).status, 200);
  sallyport.advance(61);
  const late = await post(kept);
  assert.equal(late.status, 403);
  assert.match(late.text, /<Code>SignatureDoesNotMatch<\/Code>[\s\S]*Signature expired/);
  assert.deepEqual(await userNames(), ["admin"]);
});

test("is good for nothing however it is dressed up", async () => {
  const kept = signNow(write);
  sallyport.advance(15 * 60 + 1);
  const now = signNow(write).headers;
  const dressed: readonly Parts[] = [
    { ...kept, headers: { ...kept.headers, "x-amz-date": now["x-amz-date"] ?? "" } },
    { ...kept, headers: { ...kept.headers, date: sallyport.now().toUTCString() } },
    {
      ...kept,
      headers: {
        ...kept.headers,
        "x-amz-date": [kept.headers["x-amz-date"], now["x-amz-date"]].flatMap((date) => date ?? []),
      },
    },
    { ...kept, target: `/?X-Amz-Date=${now["x-amz-date"]}` },
    { ...kept, headers: { ...kept.headers, authorization: now["authorization"] ?? "" } },
    ...Array.from({ length: 1000 }, () => spoilParts(kept)),
  ];
  await inParallel(dressed, 16, async (parts) => {
    const { status } = await post(parts);
    assert.ok([400, 403, 404, 413].includes(status), `${status} to ${JSON.stringify(parts)}`);
  });
  assert.deepEqual(await userNames(), ["admin"]);
});

test("one that is signed for later is refused until then", async () => {
  const later = sign(
    sallyport.endpoint,
    sallyport.adminKey,
    write,
    new Date(sallyport.now().getTime() + 16 * 60_000),
  );
  const early = await post(later);
  assert.equal(early.status, 403);
  assert.match(early.text, /Signature not yet current/);
  sallyport.advance(60);
  assert.equal((await post(later)).status, 200);
});
