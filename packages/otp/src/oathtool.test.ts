/** Against oathtool of the OATH Toolkit, which is not ours: the same codes for random keys, times and settings. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { promisify } from "node:util";
import fc from "fast-check";
import { encodeBase32 } from "./base32.ts";
import { hashes, isHashName } from "./hashes.ts";
import { type Digits, hotp, isDigits, type Mac } from "./hotp.ts";
import { totp } from "./totp.ts";

const run = promisify(execFile);

const anyDigits = fc.constantFrom(6, 7, 8).filter(isDigits); // oathtool knows no others
const anySecret = fc.uint8Array({ minLength: 1, maxLength: 64 });
const anyHash = fc.constantFrom(...Object.keys(hashes)).filter(isHashName);

test("200 random TOTP codes equal oathtool's", async () => {
  const cases = fc.record({
    secret: anySecret,
    hash: anyHash,
    digits: anyDigits,
    seconds: fc.integer({ min: 0, max: 4_102_444_800 }), // to the year 2100
    periodSeconds: fc.constantFrom(30, 60, 17),
  });
  const property = fc.asyncProperty(
    cases,
    async ({ secret, hash, digits, seconds, periodSeconds }) => {
      const moment = [`--now=@${seconds}`, `--time-step-size=${periodSeconds}s`];
      const expected = await oathtool(secret, digits, [`--totp=${hash}`, ...moment]);
      const mac: Mac = (counter) => createHmac(hash, secret).update(counter).digest();
      assert.equal(totp({ mac, atMs: seconds * 1000, periodSeconds, digits }), expected);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});

test("50 random HOTP codes equal oathtool's", async () => {
  const cases = fc.record({ secret: anySecret, digits: anyDigits, counter: fc.maxSafeNat() });
  const property = fc.asyncProperty(cases, async ({ secret, digits, counter }) => {
    const expected = await oathtool(secret, digits, ["--hotp", `--counter=${counter}`]);
    const mac: Mac = (bytes) => createHmac("sha1", secret).update(bytes).digest();
    assert.equal(hotp({ mac, counter, digits }), expected);
  });
  await fc.assert(property, { numRuns: 50 });
});

/** The key goes by way of base32, so that our writing of it is read by somebody else's eyes. */
async function oathtool(
  secret: Uint8Array,
  digits: Digits,
  options: readonly string[],
): Promise<string> {
  const settings = [...options, "--base32", `--digits=${digits}`, encodeBase32(secret)];
  try {
    return (await run("oathtool", settings)).stdout.trim();
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw isAbsent ? new Error("This test needs oathtool: apt-get install oathtool") : error;
  }
}
