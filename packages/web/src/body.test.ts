import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeText, isMediaType, readBody, readJson } from "./body.ts";
import { WebRefusal } from "./refusal.ts";

const post = (body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" });
const refusedWith = (status: number) => (error: unknown) =>
  error instanceof WebRefusal && error.status === status;

test("the bytes are those that were sent, a byte order mark included", async () => {
  const sent = new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]);
  assert.deepEqual([...(await readBody(post(sent)))], [...sent]);
});

test("a body is refused by its told length before it is read", async () => {
  const request = post("tiny", { "content-length": "2000000" });
  await assert.rejects(readBody(request), refusedWith(413));
  assert.equal(request.bodyUsed, false);
});

test("a body without a told length is read no further than the limit", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  await assert.rejects(readBody(post(endless), 8 * 1024), refusedWith(413));
  assert.ok(sent < 20, `${sent} KiB were read`);
});

test("a body that lies about its length is refused all the same", async () => {
  const request = post("x".repeat(100), { "content-length": "5" });
  await assert.rejects(readBody(request, 50), refusedWith(413));
});

test("a compressed body is refused: its size would not be what it says", async () => {
  await assert.rejects(readBody(post("x", { "content-encoding": "gzip" })), refusedWith(415));
});

test("no body is an empty one", async () => {
  const bytes = await readBody(new Request("http://localhost/", { method: "POST" }));
  assert.equal(bytes.byteLength, 0);
});

test("text is UTF-8 or refused", () => {
  assert.equal(decodeText(new TextEncoder().encode("grün")), "grün");
  assert.throws(() => decodeText(new Uint8Array([0xff])), refusedWith(400));
});

test("a media type is told by its name, whatever parameters follow", () => {
  const typed = (type: string) => post("x", { "content-type": type });
  assert.ok(isMediaType(typed("Application/JSON; charset=utf-8"), "application/json"));
  assert.ok(!isMediaType(typed("text/plain"), "application/json"));
  assert.ok(!isMediaType(typed("application/jsonp"), "application/json"));
});

test("a body that breaks off is the sender's fault", async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error("aborted")) });
  const init = { method: "POST", body, duplex: "half" } as RequestInit;
  const request = new Request("http://localhost/", init);
  await assert.rejects(readBody(request), { code: "UnreadableBody", status: 400 });
});

test("JSON is read whole, and what is none is refused without a word of it", async () => {
  assert.deepEqual(await readJson(post('{"a":["ü"]}')), { a: ["ü"] });
  await assert.rejects(readJson(post('{"password":"s3cret"')), (error: Error) => {
    assert.doesNotMatch(error.message, /s3cret/);
    return refusedWith(400)(error);
  });
  await assert.rejects(readJson(post(`"${"x".repeat(100)}"`), 50), refusedWith(413));
});
