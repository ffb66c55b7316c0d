import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { encodeBase32 } from "@sallyport/otp";
import fc from "fast-check";
import { anySecret, sampleDraft } from "../testing/samples.ts";
import { codesAt } from "./codes.ts";
import type { OtpKey } from "./entry.ts";

const run = promisify(execFile);

const anyCommon = fc.record({
  secret: anySecret,
  digits: fc.constantFrom(6 as const, 7 as const, 8 as const), // oathtool knows no others
});
const anyTotp = fc.record({
  key: anyCommon,
  hash: fc.constantFrom("SHA1" as const, "SHA256" as const, "SHA512" as const),
  periodSeconds: fc.integer({ min: 1, max: 600 }),
  seconds: fc.integer({ min: 0, max: 4_102_444_800 }), // to the year 2100
});

const anyCounter = fc.nat({ max: Number.MAX_SAFE_INTEGER - 1 }); // there is a next one

describe("codes equal oathtool's, now and next", () => {
  test("for 1,000 random TOTP keys, algorithms, digits, periods and times", async () => {
    const cases = fc.sample(anyTotp, 1000);
    const calls = cases.map(({ key, hash, periodSeconds, seconds }) => [
      ...[`--totp=${hash}`, `--now=@${seconds}`, `--time-step-size=${periodSeconds}s`],
      ...["--window=1", `--digits=${key.digits}`, "--base32", encodeBase32(key.secret)],
    ]);
    const ours = cases.map(async ({ key, hash, periodSeconds, seconds }) => {
      const codes = await codesAt({ kind: "totp", ...key, hash, periodSeconds }, seconds * 1000);
      return [codes.code, codes.next];
    });
    assert.deepEqual(await Promise.all(ours), await oathtool(calls));
  });

  test("for 200 random HOTP keys and counters", async () => {
    const cases = fc.sample(fc.record({ key: anyCommon, counter: anyCounter }), 200);
    const calls = cases.map(({ key, counter }) => [
      ...["--hotp", `--counter=${counter}`, "--window=1", `--digits=${key.digits}`],
      ...["--base32", encodeBase32(key.secret)],
    ]);
    const ours = cases.map(async ({ key, counter }) => {
      const codes = await codesAt({ kind: "hotp", ...key, hash: "SHA1", counter }, 0);
      return [codes.code, codes.next];
    });
    assert.deepEqual(await Promise.all(ours), await oathtool(calls));
  });
});

describe("the seconds that are left", () => {
  const times: readonly [number, number, number][] = [
    [0, 30, 30_000],
    [1, 30, 30_000],
    [29_001, 1, 30_000],
    [29_999, 1, 30_000],
    [30_000, 30, 60_000],
  ];
  for (const [atMs, secondsLeft, endsAtMs] of times) {
    test(`at ${atMs} ms are ${secondsLeft}`, async () => {
      const codes = await codesAt(sampleDraft(), atMs);
      assert.deepEqual(codes.kind === "totp" && [codes.secondsLeft, codes.endsAtMs], [
        secondsLeft,
        endsAtMs,
      ]);
    });
  }
});

test("the next code takes over when the seconds are over", async () => {
  const draft = sampleDraft();
  const [now, later] = [await codesAt(draft, 59_999), await codesAt(draft, 60_000)];
  assert.equal(now.next, later.code);
});

test("codes of ten digits are all that a truncated number has (RFC 4226, Appendix D)", async () => {
  const key: OtpKey = { ...sampleDraft(), kind: "hotp", digits: 10, counter: 0 };
  assert.equal((await codesAt(key, 0)).code, "1284755224");
});

test("the last counter that a number can hold stays", async () => {
  const key: OtpKey = { ...sampleDraft(), kind: "hotp", counter: Number.MAX_SAFE_INTEGER };
  const codes = await codesAt(key, 0);
  assert.equal(codes.code, codes.next);
});

/** The first two codes of each call, all by one process: a shell that calls oathtool again and again. */
async function oathtool(calls: readonly (readonly string[])[]): Promise<readonly string[][]> {
  const script = calls.map((words) => `oathtool ${words.join(" ")} || exit`).join("\n");
  const { stdout } = await run("sh", ["-c", `command -v oathtool >&2 || exit 9\n${script}`], {
    maxBuffer: 2 ** 24,
  });
  const codes = stdout.trim().split("\n");
  return calls.map((_, index) => codes.slice(2 * index, 2 * index + 2));
}
