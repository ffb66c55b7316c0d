import assert from "node:assert/strict";
import { test } from "node:test";
import { type EventSearch, inputOf, parseSearch, searchText } from "./event-place.ts";

const noon = Date.UTC(2026, 10, 24, 12);
const everything: EventSearch = { show: undefined, value: "", range: undefined };

for (const search of [
  everything,
  { show: "userName", value: "a+b=c&d", range: "7d" },
  { show: "failed", value: "", range: undefined },
] as const) {
  test(`${searchText(search) || "everything"} is the same after the way through an address`, () => {
    assert.deepEqual(parseSearch(searchText(search)), search);
  });
}

test("what makes no sense in an address is left out", () => {
  assert.deepEqual(parseSearch("?show=secrets&range=9y"), everything);
});

test("an attribute is asked for with its value, and a part by its own", () => {
  const startTime = noon / 1000 - 3600;
  assert.deepEqual(inputOf({ show: "eventName", value: "CreateUser", range: "1h" }, noon), {
    attribute: "eventName",
    value: "CreateUser",
    startTime,
  });
  assert.deepEqual(inputOf({ ...everything, show: "reads" }, noon), {
    attribute: "readOnly",
    value: "true",
  });
  assert.deepEqual(inputOf({ ...everything, show: "userName" }, noon), {});
});
