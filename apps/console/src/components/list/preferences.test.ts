import assert from "node:assert/strict";
import { test } from "node:test";
import { type ListPreferences, parsePreferences } from "./preferences.ts";

const defaults: ListPreferences = {
  pageSize: 20,
  wrapLines: false,
  contentDensity: "comfortable",
  contentDisplay: [
    { id: "name", visible: true },
    { id: "path", visible: false },
  ],
};

test("what was chosen comes back", () => {
  const chosen: ListPreferences = {
    pageSize: 50,
    wrapLines: true,
    contentDensity: "compact",
    contentDisplay: [
      { id: "path", visible: true },
      { id: "name", visible: true },
    ],
  };
  assert.deepEqual(parsePreferences(JSON.stringify(chosen), defaults), chosen);
});

for (const stored of [undefined, "", "{", "null", "7", '{"pageSize":7,"contentDisplay":{}}']) {
  test(`nothing sensible stored (${stored}) means the defaults`, () => {
    assert.deepEqual(parsePreferences(stored, defaults), defaults);
  });
}

test("a column that is no more goes, a new one comes, and none is there twice", () => {
  const stored = JSON.stringify({
    contentDisplay: [
      { id: "gone", visible: true },
      { id: "path", visible: true },
      { id: "path", visible: false },
    ],
  });
  assert.deepEqual(parsePreferences(stored, defaults).contentDisplay, [
    { id: "path", visible: true },
    { id: "name", visible: true },
  ]);
});
