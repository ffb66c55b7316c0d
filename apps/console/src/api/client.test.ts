import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { call, registerClientHooks } from "./client.ts";
import type { ApiErrorBody } from "./error.ts";

const ok = (output: unknown) => () => Response.json(output);
const refuse = (status: number, error: ApiErrorBody) => () => Response.json({ error }, { status });

/** A server that gives these answers, one a call, and remembers what it was asked. */
function answering(...answers: readonly (() => Response | Promise<Response>)[]) {
  let count = 0;
  return mock.method(globalThis, "fetch", async (_url: string, _init: RequestInit) => {
    const answer = answers[count++];
    if (answer === undefined) throw new Error("more calls than answers");
    return answer();
  });
}

afterEach(() => mock.restoreAll());

test("an operation is a POST of JSON with the mark that no other site can set", async () => {
  const { mock: asked } = answering(ok({}));
  await call("EndSession", { sessionId: "s1" });
  const [url, init] = asked.calls[0]?.arguments ?? [];
  assert.equal(url, "/api/EndSession");
  assert.equal(init?.method, "POST");
  assert.equal(init?.body, '{"sessionId":"s1"}');
  assert.equal(new Headers(init?.headers).get("x-sallyport-csrf"), "1");
});

test("a refusal is thrown with all that the server said", async () => {
  const body = {
    code: "Throttling",
    message: "Slow down.",
    requestId: "r1",
    retryAfterSeconds: 3,
  } as const;
  answering(refuse(400, body));
  await assert.rejects(call("SignOut", {}), { name: "ApiError", status: 400, ...body });
});

test("no answer, and an answer that is not the server's, are told as such", async () => {
  answering(
    () => Promise.reject(new TypeError("failed to fetch")),
    () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
  );
  await assert.rejects(call("SignOut", {}), { code: "NetworkError", status: 0 });
  await assert.rejects(call("SignOut", {}), { code: "UnexpectedAnswer", status: 502 });
});

const freshFactor = refuse(403, { code: "FreshFactorRequired", message: "Confirm it is you." });

test("a call that needs a fresh factor is made again once it was confirmed", async () => {
  const { mock: asked } = answering(freshFactor, ok({}));
  const unregister = registerClientHooks({ confirmFactor: async () => true });
  await call("RemoveUser", { userName: "alice" });
  assert.equal(asked.callCount(), 2);
  assert.equal(asked.calls[1]?.arguments[1]?.body, '{"userName":"alice"}');
  unregister();
});

test("a person who does not confirm gets the refusal, and is not asked again", async () => {
  const { mock: asked } = answering(freshFactor);
  const unregister = registerClientHooks({ confirmFactor: async () => false });
  await assert.rejects(call("RemoveUser", { userName: "alice" }), { code: "FreshFactorRequired" });
  assert.equal(asked.callCount(), 1);
  unregister();
});

test("the shell hears of activity and of the session's end", async () => {
  answering(ok({}), refuse(401, { code: "SessionExpired", message: "Sign in again." }));
  const heard: string[] = [];
  const unregister = [
    registerClientHooks({ onActivity: () => heard.push("active") }),
    registerClientHooks({ onSessionEnded: () => heard.push("ended") }),
  ];
  await call("SignOut", {});
  await assert.rejects(call("SignOut", {}), { status: 401 });
  for (const take of unregister) take();
  assert.deepEqual(heard, ["active", "ended"]);
});
