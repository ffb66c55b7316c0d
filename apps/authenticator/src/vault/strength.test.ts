import assert from "node:assert/strict";
import { test } from "node:test";
import { type Strength, strengthOf } from "./strength.ts";

const judged: readonly (readonly [string, Strength])[] = [
  ["", "empty"],
  ["Ab3$xyz", "short"],
  ["12345678", "weak"],
  ["aaaaaaaaaaaa", "weak"],
  ["abcdefghijkl", "weak"],
  ["password123", "weak"],
  ["Passw0rd!2026", "weak"],
  ["hello world", "weak"],
  ["kg7w2nxp", "fair"],
  ["quiet harbour lantern moss", "fair"],
  ["quiet harbour lantern moss violin glacier", "strong"],
  ["T4!vq9-Lz2#wPm", "strong"],
];
for (const [passphrase, strength] of judged) {
  test(`"${passphrase}" is ${strength}`, () => assert.equal(strengthOf(passphrase), strength));
}
