import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { SentCode } from "./cache.ts";
import type { CodeSource } from "./code-source.ts";
import { takeFreshCode } from "./fresh-code.ts";

/** A machine whose clock runs a thousand times as fast while it waits, with a vault whose code is its step. */
function machine({
  last,
  startMs = 1_000_000 * 30_000,
}: {
  last?: SentCode;
  startMs?: number;
} = {}) {
  let nowMs = startMs;
  let sent = last;
  const said: string[] = [];
  const codes: string[] = [];
  const vault: CodeSource = {
    kind: "vault",
    periodSeconds: 30,
    code: async (atMs) => String(Math.floor(atMs / 30_000)).padStart(6, "0"),
  };
  const take = async (source = vault) => {
    const code = await takeFreshCode({
      source,
      cache: {
        lastSent: async () => sent,
        saveSent: async (next) => {
          sent = next;
        },
      },
      now: () => nowMs,
      wait: async (ms) => {
        nowMs += ms;
      },
      say: (text) => said.push(text),
    });
    codes.push(code);
    return code;
  };
  return { take, said, codes, sent: () => sent, pass: (ms: number) => (nowMs += ms) };
}

describe("a code is sent once", () => {
  test("the first at once, the second when the next half minute begins, which is said", async () => {
    const { take, said, pass } = machine();
    assert.equal(await take(), "1000000");
    assert.deepEqual(said, []);
    pass(12_000);
    assert.equal(await take(), "1000001");
    assert.deepEqual(said, [
      "A code was sent a moment ago, and is good once. Waiting 18 s for the next one.\n",
    ]);
    assert.equal(await take(), "1000002");
  });

  test("what is remembered of it is not the code", async () => {
    const { take, sent } = machine();
    const code = await take();
    assert.ok(!JSON.stringify({ ...sent(), step: 0 }).includes(code));
  });

  test("a person who types the last one again is told, and it is not sent", async () => {
    const { take, codes } = machine();
    const person: CodeSource = { kind: "person", periodSeconds: 30, code: async () => "271828" };
    await take(person);
    await assert.rejects(take(person), /That code was sent before, and is good once/);
    assert.deepEqual(codes, ["271828"]);
  });

  test("a clock that was hours ahead holds nobody up", async () => {
    const { take, said } = machine({ last: { step: 1_000_500, digest: "", salt: "" } });
    assert.equal(await take(), "1000000");
    assert.deepEqual(said, []);
  });
});
