import assert from "node:assert/strict";
import { test } from "node:test";
import { afterActivity, afterKeepAlive, sessionEnds, sessionState } from "./session-clock.ts";

const iso = (ms: number) => new Date(ms).toISOString();
const start = Date.parse("2026-11-24T06:00:00Z");
const minutes = 60_000;

const session = {
  createdAt: iso(start),
  passwordAt: iso(start),
  idleSeconds: 900,
  idleExpiresAt: iso(start + 15 * minutes),
  expiresAt: iso(start + 60 * minutes),
};
const ends = sessionEnds(session, iso(start), start);

test("a fresh session lives, and is looked at again when the warning is due", () => {
  assert.deepEqual(sessionState(ends, start), { kind: "live", wakeInMs: 13 * minutes });
});

test("two minutes before idleness ends it, there is a warning", () => {
  assert.deepEqual(sessionState(ends, start + 13 * minutes), {
    kind: "warn",
    cause: "idle",
    leftMs: 2 * minutes,
  });
});

test("it ends on the dot", () => {
  assert.equal(sessionState(ends, start + 15 * minutes - 1).kind, "warn");
  assert.equal(sessionState(ends, start + 15 * minutes).kind, "ended");
});

test("an answer of the server begins idleness anew", () => {
  const later = afterActivity(ends, start + 14 * minutes);
  assert.deepEqual(sessionState(later, start + 20 * minutes), {
    kind: "live",
    wakeInMs: 6 * minutes,
  });
});

test("nothing prolongs a session beyond its longest time", () => {
  const active = afterActivity(ends, start + 59 * minutes);
  assert.deepEqual(sessionState(active, start + 59 * minutes), {
    kind: "warn",
    cause: "absolute",
    leftMs: 1 * minutes,
  });
});

test("a browser whose clock is wrong counts by the server's", () => {
  const browserNow = start - 3 * 60 * minutes;
  const skewed = sessionEnds(session, iso(start), browserNow);
  assert.deepEqual(sessionState(skewed, browserNow), { kind: "live", wakeInMs: 13 * minutes });
  const kept = afterKeepAlive(skewed, {
    idleExpiresAt: iso(start + 28 * minutes),
    expiresAt: session.expiresAt,
  });
  assert.deepEqual(sessionState(kept, browserNow + 14 * minutes), {
    kind: "live",
    wakeInMs: 12 * minutes,
  });
});
