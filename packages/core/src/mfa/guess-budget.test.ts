// docs/security.md says how far guessing gets. The figures there are these constants, or this test fails.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { HOUR, instant, MINUTE, SECOND } from "../instant.ts";
import type { Assignment } from "../records.ts";
import { defaultQuotas, defaultSettings, lifetimes } from "../settings.ts";
import { attemptRules } from "../throttle/charge-attempt.ts";
import { sourceBucket } from "../throttle/source-bucket.ts";
import { acceptableSteps } from "./acceptable-steps.ts";
import { codeLimits } from "./prove-code.ts";

const page = await readFile(new URL("../../../../docs/security.md", import.meta.url), "utf8");

function cell(label: string): string {
  const row = page.split("\n").find((line) => line.startsWith(`| ${label}`));
  assert.ok(row, `the page has no row "${label}"`);
  return row.split("|").at(-2)?.trim() ?? "";
}

const settled = { drift: 0, unsettled: undefined } as Assignment;
const costOfOne = acceptableSteps(settled, instant(0), defaultSettings.totpWindow).length;

test("the cost of a wrong code", () => {
  assert.equal(cell("Cost of a wrong code with one device"), String(costOfOne));
  assert.equal(cell("… with eight devices"), String(costOfOne * defaultQuotas.devicesPerPerson));
});

test("the limits of wrong codes", () => {
  assert.equal(cell("Points until typed codes close"), String(codeLimits.cost));
  assert.equal(cell("… or wrong codes"), String(codeLimits.wrong));
  assert.equal(cell("Wrong codes before the first wait"), String(codeLimits.freeTries));
  assert.equal(cell("First wait"), `${codeLimits.firstWait / SECOND} seconds`);
  assert.equal(cell("Longest wait"), `${codeLimits.longestWait / HOUR} hour`);
});

test("the chance of a thief who has the password", () => {
  // Each compared pair of device and step fits once in a million; no way of spending the points compares more pairs than points.
  const chance = codeLimits.cost / 1_000_000;
  const oneIn = Math.floor(1 / chance).toLocaleString("en-US");
  assert.equal(cell("Chance of whoever has the password"), `**1 in ${oneIn}**`);
  assert.ok(page.includes(`${codeLimits.cost} in a million: 1 in ${oneIn}`));
});

test("the limits of wrong passwords", () => {
  const context = { sourceAddress: "192.0.2.1" } as Parameters<typeof sourceBucket>[0];
  const { capacity, refillEvery } = sourceBucket(context, false);
  const { nameAndSource, name } = attemptRules;
  assert.ok(
    page.includes(`Passwords: ${nameAndSource.freeTries} wrong ones for one name from one`),
  );
  assert.ok(page.includes(`waits from ${nameAndSource.firstWait / SECOND} seconds to an hour`));
  assert.equal(nameAndSource.longestWait, 1 * HOUR);
  assert.ok(page.includes(`${name.freeTries} for one name from\nall sources together`));
  assert.equal(name.firstWait, 1 * HOUR);
  assert.ok(page.includes(`${capacity} tries, and ${MINUTE / refillEvery} more each minute`));
});

test("the lifetimes", () => {
  assert.equal(lifetimes.pendingSignIn, 10 * MINUTE); // "ten minutes from the password"
  assert.equal(lifetimes.enrolment, 15 * MINUTE);
  assert.equal(lifetimes.freshFactor, 15 * MINUTE);
  assert.equal(lifetimes.rootEnrolmentCode, 1 * HOUR);
  assert.equal(defaultSettings.sessionSeconds, 12 * 3600);
  assert.equal(defaultSettings.idleSeconds, 3600);
});
