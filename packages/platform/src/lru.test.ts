import assert from "node:assert/strict";
import { test } from "node:test";
import { Lru } from "./lru.ts";

test("forgets what was used longest ago, and never holds more than its capacity", () => {
  const lru = new Lru<number>(2);
  lru.set("a", 1);
  lru.set("b", 2);
  assert.equal(lru.get("a"), 1);
  lru.set("c", 3);
  assert.equal(lru.get("b"), undefined);
  assert.equal(lru.get("a"), 1);
  assert.equal(lru.get("c"), 3);
  lru.set("a", 4);
  assert.equal(lru.get("a"), 4);
  assert.equal(lru.size, 2);
});
