import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type HashName, hashes, isHashName } from "./hashes.ts";
import type { Mac } from "./hotp.ts";
import { secondsUntilNextStep, stepAt, totp } from "./totp.ts";

/** RFC 6238's seeds repeat the ten digits up to the hash's own length (seed, seed32 and seed64 of Appendix A). */
function macFor(hash: HashName): Mac {
  const secret = "1234567890".repeat(7).slice(0, hashes[hash].secretBytes);
  return (counter) => createHmac(hash, secret).update(counter).digest();
}

// RFC 6238, Appendix B: seconds, then the code under each hash.
const vectors: readonly (readonly [number, Record<HashName, string>])[] = [
  [59, { SHA1: "94287082", SHA256: "46119246", SHA512: "90693936" }],
  [1111111109, { SHA1: "07081804", SHA256: "68084774", SHA512: "25091201" }],
  [1111111111, { SHA1: "14050471", SHA256: "67062674", SHA512: "99943326" }],
  [1234567890, { SHA1: "89005924", SHA256: "91819424", SHA512: "93441116" }],
  [2000000000, { SHA1: "69279037", SHA256: "90698825", SHA512: "38618901" }],
  [20000000000, { SHA1: "65353130", SHA256: "77737706", SHA512: "47863826" }],
];

describe("TOTP", () => {
  for (const [seconds, codes] of vectors) {
    for (const hash of ["SHA1", "SHA256", "SHA512"] as const) {
      test(`RFC 6238: ${hash} at ${seconds} s gives ${codes[hash]}`, () => {
        const mac = macFor(hash);
        assert.equal(totp({ mac, atMs: seconds * 1000, digits: 8 }), codes[hash]);
      });
    }
    test(`six digits at ${seconds} s are the last of the eight`, () => {
      assert.equal(totp({ mac: macFor("SHA1"), atMs: seconds * 1000 }), codes.SHA1.slice(2));
    });
  }

  // A virtual device as AWS makes them: 40 bytes under SHA-1. Computed with oathtool.
  const seed = Uint8Array.from({ length: 40 }, (_, index) => index);
  const mac: Mac = (counter) => createHmac("sha1", seed).update(counter).digest();
  const longSeedCodes: readonly (readonly [number, string])[] = [
    [59, "928121"],
    [1111111109, "425479"],
    [1700000000, "145417"],
    [1700000030, "541951"],
  ];
  for (const [seconds, code] of longSeedCodes) {
    test(`a seed of 40 bytes gives ${code} at ${seconds} s`, () => {
      assert.equal(totp({ mac, atMs: seconds * 1000 }), code);
    });
  }

  test("a code lasts as long as its period", () => {
    const at = (atMs: number) => totp({ mac, atMs, periodSeconds: 60 });
    assert.equal(at(60_000), at(119_999));
    assert.notEqual(at(59_999), at(60_000));
  });
});

describe("time steps", () => {
  const steps: readonly (readonly [number, number, number])[] = [
    [0, 30, 0],
    [29_999, 30, 0],
    [30_000, 30, 1],
    [59_999, 60, 0],
    [20_000_000_000_000, 30, 0x27bc86aa], // RFC 6238, Appendix B
    [-1, 30, -1],
  ];
  for (const [instantMs, periodSeconds, step] of steps) {
    test(`${instantMs} ms lies in step ${step} of ${periodSeconds} s`, () => {
      assert.equal(stepAt(instantMs, periodSeconds), step);
    });
  }

  const waits: readonly (readonly [number, number, number])[] = [
    [0, 30, 30],
    [1, 30, 30],
    [1_000, 30, 29],
    [29_001, 30, 1],
    [29_999, 30, 1],
    [30_000, 30, 30],
    [30_000, 60, 30],
  ];
  for (const [instantMs, periodSeconds, seconds] of waits) {
    test(`at ${instantMs} ms the next code of ${periodSeconds} s is ${seconds} s away`, () => {
      assert.equal(secondsUntilNextStep(instantMs, periodSeconds), seconds);
    });
  }

  test("whoever waits as told finds the next step, not the one after", () => {
    const instants = fc.integer({ min: 0, max: 4_102_444_800_000 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 86_400 }), (instantMs, periodSeconds) => {
        const wait = secondsUntilNextStep(instantMs, periodSeconds);
        assert.ok(wait >= 1 && wait <= periodSeconds);
        const step = stepAt(instantMs, periodSeconds);
        assert.equal(stepAt(instantMs + wait * 1000, periodSeconds), step + 1);
      }),
    );
  });
});

test("a hash is known by its name alone", () => {
  assert.deepEqual(["SHA1", "SHA512", "sha1", "MD5", "constructor"].map(isHashName), [
    true,
    true,
    false,
    false,
    false,
  ]);
});
