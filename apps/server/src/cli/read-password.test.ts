import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, test } from "node:test";
import { UsageFault } from "./command.ts";
import { readPassword } from "./read-password.ts";

const read = (...chunks: readonly (string | Buffer)[]) =>
  readPassword(Readable.from(chunks.map((chunk) => Buffer.from(chunk))));

const cases: readonly (readonly [string, string])[] = [
  ["secret", "secret"],
  ["secret\n", "secret"],
  ["secret\r\n", "secret"],
  ["secret\n\n", "secret\n"],
  ["  spaces stay  \n", "  spaces stay  "],
  ["two\nlines\n", "two\nlines"],
  ["pässwörd\n", "pässwörd"],
];

describe("a password on standard input", () => {
  for (const [input, password] of cases) {
    test(`${JSON.stringify(input)} is ${JSON.stringify(password)}`, async () => {
      assert.equal(await read(input), password);
    });
  }

  test("may come in pieces, cut anywhere", async () => {
    const [a, b] = [Buffer.from("ö").subarray(0, 1), Buffer.from("ö").subarray(1)];
    assert.equal(await read("p", a, b, "\n"), "pö");
  });

  for (const [what, input] of Object.entries({
    nothing: "",
    "a line break alone": "\n",
    "a whole file": "x".repeat(5000),
    "what is no text": Buffer.of(0xff, 0xfe, 0x00),
  })) {
    test(`${what} is refused`, async () => {
      await assert.rejects(read(input), UsageFault);
    });
  }
});
