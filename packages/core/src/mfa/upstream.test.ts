import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { instant, later, SECOND } from "../instant.ts";
import type { UpstreamMfaRule } from "../records.ts";
import { coversRule, type UpstreamFacts, upstreamMfa } from "./upstream.ts";

const now = instant(Date.UTC(2026, 10, 24));
const ago = (seconds: number) => later(now, -seconds * SECOND);
const rule: UpstreamMfaRule = {
  amrValues: ["mfa", "hwk"],
  acrValues: ["gold"],
  maxAgeSeconds: 600,
  exempt: false,
};
const facts: UpstreamFacts = { amr: ["mfa"], acr: [], authenticatedAt: ago(10) };

describe("what was shown upstream", () => {
  const rows: readonly [
    what: string,
    rule: UpstreamMfaRule | undefined,
    facts: UpstreamFacts,
    shownAt: number | undefined,
  ][] = [
    ["counts for nothing without a rule", undefined, facts, undefined],
    ["counts by amr", rule, facts, ago(10)],
    ["counts by one of several", rule, { ...facts, amr: ["pwd", "hwk"] }, ago(10)],
    ["counts by acr", rule, { ...facts, amr: [], acr: ["gold"] }, ago(10)],
    ["does not count by amr's values as acr", rule, { ...facts, amr: [], acr: ["mfa"] }, undefined],
    ["does not count by acr's values as amr", rule, { ...facts, amr: ["gold"] }, undefined],
    ["does not count in other letters", rule, { ...facts, amr: ["Mfa", "mfa "] }, undefined],
    ["does not count where nothing is said", rule, { ...facts, amr: [] }, undefined],
    ["does not count without a time", rule, { ...facts, authenticatedAt: undefined }, undefined],
    ["counts on the last second", rule, { ...facts, authenticatedAt: ago(600) }, ago(600)],
    ["does not count after it", rule, { ...facts, authenticatedAt: ago(601) }, undefined],
    [
      "counts as now where their clock is ahead",
      rule,
      { ...facts, authenticatedAt: ago(-60) },
      now,
    ],
    ["does not count in the future", rule, { ...facts, authenticatedAt: ago(-61) }, undefined],
    ["does not count for being exempt", { ...rule, amrValues: [], exempt: true }, facts, undefined],
  ];
  for (const [what, by, said, shownAt] of rows) {
    test(what, () => {
      assert.equal(upstreamMfa(by, said, now), shownAt);
    });
  }
});

describe("a rule takes nothing away from a former one", () => {
  const rows: readonly [
    what: string,
    former: UpstreamMfaRule | undefined,
    next: UpstreamMfaRule | undefined,
    covers: boolean,
  ][] = [
    ["that was none", undefined, rule, true],
    ["that is the same", rule, { ...rule }, true],
    ["by one value more", rule, { ...rule, amrValues: ["otp", "hwk", "mfa"] }, true],
    ["by being exempt", rule, { ...rule, exempt: true }, true],
    ["by more time", rule, { ...rule, maxAgeSeconds: 601 }, true],
  ];
  const narrower: typeof rows = [
    ["by being none", rule, undefined, false],
    ["by one value less", rule, { ...rule, amrValues: ["mfa"] }, false],
    ["by another acr", rule, { ...rule, acrValues: ["silver"] }, false],
    ["by less time", rule, { ...rule, maxAgeSeconds: 599 }, false],
    ["by being exempt no more", { ...rule, exempt: true }, rule, false],
  ];
  for (const [what, former, next, covers] of rows.concat(narrower)) {
    test(covers ? what : `but does ${what}`, () => {
      assert.equal(coversRule(former, next), covers);
    });
  }
});
