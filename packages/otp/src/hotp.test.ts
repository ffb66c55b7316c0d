import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import { counterBytes, type Digits, hotp, isDigits, type Mac, truncate } from "./hotp.ts";

const secret = Buffer.from("12345678901234567890");
const mac: Mac = (counter) => createHmac("sha1", secret).update(counter).digest();

describe("HOTP", () => {
  // RFC 4226, Appendix D
  const codes = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split(" ");
  for (const [counter, code] of codes.entries()) {
    test(`RFC 4226: counter ${counter} gives ${code}`, () => {
      assert.equal(hotp({ mac, counter, digits: 6 }), code);
    });
  }

  // RFC 4226, Appendix D, column "Decimal" of counter 0, whose last digits are the shorter codes.
  const lengths: readonly (readonly [Digits, string])[] = [
    [6, "755224"],
    [7, "4755224"],
    [8, "84755224"],
    [9, "284755224"],
    [10, "1284755224"],
  ];
  for (const [digits, code] of lengths) {
    test(`${digits} digits are the last ${digits} of the truncated number`, () => {
      assert.equal(hotp({ mac, counter: 0, digits }), code);
    });
  }
});

describe("truncation", () => {
  test("RFC 4226 §5.4: the example", () => {
    const digest = Buffer.from("1f8698690e02ca16618550ef7f19da8e945b555a", "hex");
    assert.equal(truncate(digest, 6), "872921");
  });

  test("the sign bit is cut off", () => {
    assert.equal(truncate(new Uint8Array(20).fill(0xff), 10), "2147483647");
  });

  test("leading zeros stay", () => {
    assert.equal(truncate(new Uint8Array(20), 8), "00000000");
  });

  test("the bytes may lie anywhere in a larger buffer", () => {
    const surroundings = new Uint8Array(60).fill(0xff);
    const digest = surroundings.subarray(20, 40).fill(0);
    assert.equal(truncate(digest, 6), "000000");
  });

  test("every hash of 20 to 64 bytes gives so many digits", () => {
    const digits = fc.integer({ min: 6, max: 10 }).filter(isDigits);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 64 }), digits, (digest, count) => {
        assert.match(truncate(digest, count), new RegExp(`^\\d{${count}}$`));
      }),
    );
  });

  test("too short a hash and impossible lengths are the caller's mistake", () => {
    assert.throws(() => truncate(new Uint8Array(19), 6), RangeError);
    for (const digits of [5, 11, 6.5, Number.NaN]) {
      assert.throws(() => truncate(new Uint8Array(20), digits as Digits), RangeError);
    }
  });
});

describe("the bytes of a counter", () => {
  const table: readonly (readonly [number, string])[] = [
    [0, "0000000000000000"],
    [1, "0000000000000001"],
    [2 ** 32 - 1, "00000000ffffffff"],
    [2 ** 32, "0000000100000000"],
    [Number.MAX_SAFE_INTEGER, "001fffffffffffff"],
  ];
  for (const [counter, hex] of table) {
    test(`${counter} is ${hex}`, () => {
      assert.equal(Buffer.from(counterBytes(counter)).toString("hex"), hex);
    });
  }

  test("they are the counter, high byte first", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (counter) => {
        assert.equal(Buffer.from(counterBytes(counter)).readBigUInt64BE(), BigInt(counter));
      }),
    );
  });

  for (const counter of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    test(`${counter} is no counter`, () => {
      assert.throws(() => counterBytes(counter), RangeError);
    });
  }
});
