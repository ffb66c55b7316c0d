import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeBase32 } from "@sallyport/otp";
import { AddFault } from "../add/fault.ts";
import { readText } from "../add/read-text.ts";
import { parseTypedKey } from "../add/typed-key.ts";
import { readImport } from "../import/read-import.ts";
import { migrationUri } from "../testing/other-apps.ts";
import { bytesOf } from "../testing/samples.ts";
import { isShortKey } from "./key-length.ts";

const lengths = Array.from({ length: 20 }, (_, index) => index + 1);
const keyOf = (length: number) => new Uint8Array(length).fill(7);
const uriOf = (length: number) => `otpauth://totp/A:b?secret=${encodeBase32(keyOf(length))}`;

for (const length of lengths) {
  const isPiece = length < 5;
  const isShort = length < 10;
  test(`of a key of ${length} bytes: ${isPiece ? "refused" : isShort ? "short" : "usual"}`, async () => {
    assert.equal(isShortKey({ secret: keyOf(length) }), isShort);
    const type = () => parseTypedKey({ key: encodeBase32(keyOf(length)), account: "a" });
    if (isPiece) {
      assert.throws(type, (error) => error instanceof AddFault && error.code === "shortKey");
    } else assert.deepEqual(type().secret, keyOf(length));
    const read = readText(uriOf(length));
    assert.ok(read.kind === "accounts");
    assert.deepEqual(
      read.refused.map(({ title, reason }) => ({ title, reason })),
      isPiece ? [{ title: "A (b)", reason: "shortKey" }] : [],
    );
    // What another app holds is taken over as it is: its service takes no other.
    for (const file of [uriOf(length), migrationUri([{ secret: keyOf(length), name: "A:b" }])]) {
      const { drafts } = await readImport(bytesOf(file));
      assert.deepEqual(drafts[0]?.secret, keyOf(length));
    }
  });
}
