import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSettings } from "./settings.ts";

test("what was chosen is kept", () => {
  const chosen = { ...parseSettings(null), theme: "dark", autoLockMinutes: 0, hideCodes: true };
  assert.deepEqual(parseSettings(JSON.stringify(chosen)), chosen);
});

test("whatever was kept, there are settings", () => {
  for (const text of [null, "", "{", "null", "[]", "7", '{"theme":"pink","autoLockMinutes":"5"}']) {
    assert.deepEqual(parseSettings(text), parseSettings(null));
  }
});
