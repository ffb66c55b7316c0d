import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  Base32Error,
  type Base32ErrorCode,
  decodeBase32,
  encodeBase32,
  groupKey,
} from "./base32.ts";

// RFC 4648 §10
const vectors: readonly (readonly [text: string, base32: string])[] = [
  ["", ""],
  ["f", "MY======"],
  ["fo", "MZXQ===="],
  ["foo", "MZXW6==="],
  ["foob", "MZXW6YQ="],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI======"],
];

describe("base32", () => {
  for (const [text, base32] of vectors) {
    test(`RFC 4648 writes "${text}" as "${base32}"`, () => {
      const unpadded = base32.replaceAll("=", "");
      assert.equal(encodeBase32(Buffer.from(text)), unpadded);
      for (const strict of [true, false]) {
        assert.deepEqual(decodeBase32(base32, { strict }), Uint8Array.from(Buffer.from(text)));
        assert.deepEqual(decodeBase32(unpadded, { strict }), Uint8Array.from(Buffer.from(text)));
      }
    });
  }

  test("a seed of 40 bytes has 64 letters, as AWS's", () => {
    const seed = Uint8Array.from({ length: 40 }, (_, index) => index);
    const key = "AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPSAIJCEMSCKJRH";
    assert.equal(encodeBase32(seed), key);
    assert.deepEqual(decodeBase32(key, { strict: true }), seed);
  });

  test("what was written is read back, by the strict and by the forgiving", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.boolean(), (bytes, strict) => {
        assert.deepEqual(decodeBase32(encodeBase32(bytes), { strict }), bytes);
      }),
    );
  });

  test("what the strict reads is written in the same letters", () => {
    const letters = fc.string({
      unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
      maxLength: 20,
    });
    fc.assert(
      fc.property(letters, (text) => {
        const bytes = attempt(() => decodeBase32(text, { strict: true }));
        if (bytes !== undefined) assert.equal(encodeBase32(bytes), text);
      }),
    );
  });

  test("any text gives bytes or a Base32Error at a place in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.boolean(), (text, strict) => {
        try {
          decodeBase32(text, { strict });
        } catch (error) {
          assert.ok(error instanceof Base32Error);
          assert.ok(error.position >= 0 && error.position <= text.length);
        }
      }),
    );
  });
});

describe("a key as people type it", () => {
  const forgiven: readonly (readonly [what: string, text: string])[] = [
    ["lower case", "mzxw6ytboi"],
    ["groups of four", "MZXW 6YTB OI"],
    ["dashes", "MZXW-6YTB–OI"],
    ["a line break and no-break spaces", "MZXW\u00a06YTB\r\nOI\u200b"],
    ["too little padding", "MZXW6YTBOI=="],
    ["bits left over", "MZXW6YTBOJ"],
  ];
  for (const [what, text] of forgiven) {
    test(`${what}: forgiven, but not by the strict`, () => {
      assert.deepEqual(decodeBase32(text), Uint8Array.from(Buffer.from("foobar")));
      assert.throws(() => decodeBase32(text, { strict: true }), Base32Error);
    });
  }

  test("look-alikes are taken for the letters that were meant", () => {
    assert.deepEqual(decodeBase32("0180"), decodeBase32("OLBO"));
  });

  const refused: readonly (readonly [
    text: string,
    strict: boolean,
    code: Base32ErrorCode,
    position: number,
  ])[] = [
    ["MZ!W6YTB", false, "character", 2],
    ["MZXW 9YTB", false, "character", 5],
    ["MZXW\u01316YTB", false, "character", 4],
    ["😀MZXW6YTB", false, "character", 0],
    ["0ZXW6YTB", true, "character", 0],
    ["MZXW6YTBO", false, "length", 9],
    ["MZX", false, "length", 3],
    ["MZXW6Y", false, "length", 6],
    ["MZ=W6YTB", false, "padding", 3],
    ["MY=====", true, "padding", 7],
    ["MZXW6YTB========", true, "padding", 16],
    ["========", true, "padding", 8],
    ["MZ======", true, "leftover", 1],
  ];
  for (const [text, strict, code, position] of refused) {
    test(`${strict ? "strict: " : ""}"${text}" is refused: ${code} at ${position}`, () => {
      assert.throws(() => decodeBase32(text, { strict }), { name: "Base32Error", code, position });
    });
  }

  test("an error says where, and never repeats the key", () => {
    assert.throws(() => decodeBase32("MZXW6YTBOI!"), {
      message: "Position 11 is not a character of a base32 key.",
    });
  });
});

test("a key is shown in groups of four", () => {
  assert.deepEqual(["", "ABC", "ABCD", "ABCDEFGHIJ"].map(groupKey), [
    "",
    "ABC",
    "ABCD",
    "ABCD EFGH IJ",
  ]);
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
