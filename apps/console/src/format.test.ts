import assert from "node:assert/strict";
import { test } from "node:test";
import {
  formatAccountId,
  formatAge,
  formatAgo,
  formatCountdown,
  formatInstant,
  formatUtc,
} from "./format.ts";

const at = "2026-11-24T06:46:08Z";

test("an instant is told in a zone, with the zone's offset", () => {
  assert.equal(formatInstant(at, "Asia/Singapore"), "November 24, 2026, 14:46 (UTC+8)");
  assert.equal(formatInstant(at, "UTC"), "November 24, 2026, 06:46 (UTC)");
  assert.equal(formatInstant(at, "Asia/Kathmandu"), "November 24, 2026, 12:31 (UTC+5:45)");
});

test("midnight is the hour 00", () => {
  assert.equal(formatInstant("2026-11-24T00:05:00Z", "UTC"), "November 24, 2026, 00:05 (UTC)");
});

test("UTC is told to the second", () => {
  assert.equal(formatUtc(at), "2026-11-24 06:46:08 UTC");
});

const agos: readonly (readonly [secondsLater: number, words: string])[] = [
  [-5, "just now"],
  [0, "just now"],
  [59, "just now"],
  [60, "1 minute ago"],
  [3_599, "59 minutes ago"],
  [3_600, "1 hour ago"],
  [86_399, "23 hours ago"],
  [86_400, "1 day ago"],
  [86_400 * 40, "40 days ago"],
];
for (const [secondsLater, words] of agos) {
  test(`${secondsLater} s later it was "${words}"`, () => {
    assert.equal(formatAgo(at, Date.parse(at) + secondsLater * 1000), words);
  });
}

test("ages are whole days", () => {
  assert.deepEqual([0, 0.9, 1, 12].map(formatAge), ["Today", "Today", "1 day", "12 days"]);
});

test("a countdown ends at 0:00 and shows no second twice", () => {
  assert.deepEqual([65, 60, 59.2, 0.4, -3].map(formatCountdown), [
    "1:05",
    "1:00",
    "1:00",
    "0:01",
    "0:00",
  ]);
});

test("an account id is read in groups of four", () => {
  assert.equal(formatAccountId("123456789012"), "1234-5678-9012");
});
