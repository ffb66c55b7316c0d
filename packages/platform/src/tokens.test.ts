import assert from "node:assert/strict";
import { createSecretKey, randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import type { DataKey, DataKeys } from "./data-keys.ts";
import { createSeals } from "./seals.ts";
import { createTokens } from "./tokens.ts";

const first = { version: 1, key: createSecretKey(randomBytes(32)) };
const second = { version: 2, key: createSecretKey(randomBytes(32)) };

/** Keys that stay as they are: the last seals. */
function ringOf(...keys: readonly [DataKey, ...DataKey[]]): DataKeys {
  const find = (version: number) => keys.find((key) => key.version === version)?.key;
  return { sealing: () => keys.at(-1) ?? keys[0], find, findForToken: find };
}

const statement = Buffer.from('{"v":1}');
// Appendix of AWS's own description of Signature Version 4.
const scope = { date: "20150830", region: "us-east-1", service: "iam" };
const stringToSign = [
  "AWS4-HMAC-SHA256",
  "20150830T123600Z",
  "20150830/us-east-1/iam/aws4_request",
  "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59",
].join("\n");
const signature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

describe("signing keys", () => {
  test("sign as AWS's own example does, cached or not", () => {
    const seals = createSeals(ringOf(first));
    const secret = Buffer.from("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    const sealed = seals.seal(secret, "AKIDEXAMPLE");
    for (let time = 0; time < 2; time++) {
      const signed = seals.signingKey(sealed, "AKIDEXAMPLE", scope)(stringToSign);
      assert.equal(Buffer.from(signed).toString("hex"), signature);
    }
    const elsewhere = seals.signingKey(sealed, "AKIDEXAMPLE", { ...scope, service: "sts" });
    assert.notEqual(Buffer.from(elsewhere(stringToSign)).toString("hex"), signature);
    assert.throws(() => seals.signingKey(sealed, "AKIDOTHER", scope), /moved from another row/);
  });
});

describe("tokens", () => {
  test("open on every machine that has the data key, also after a newer key came", () => {
    const { token } = createTokens(ringOf(first)).seal(statement);
    const opened = createTokens(ringOf(first, second)).open(token);
    assert.deepEqual(Buffer.from(opened?.statement ?? []), statement);
    assert.equal(createTokens(ringOf(second)).open(token), undefined);
  });

  test("each has a secret of its own, of AWS's form", () => {
    const tokens = createTokens(ringOf(first));
    const made = Array.from({ length: 20 }, () => tokens.seal(statement));
    for (const { secretAccessKey } of made) assert.match(secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
    assert.equal(new Set(made.map(({ secretAccessKey }) => secretAccessKey)).size, 20);
  });

  test("the secret signs as a secret access key does", () => {
    const seals = createSeals(ringOf(first));
    const { token, secretAccessKey } = seals.tokens.seal(statement);
    const sealed = seals.seal(Buffer.from(secretAccessKey), "row");
    assert.deepEqual(
      seals.tokens.open(token)?.signingKey(scope)(stringToSign),
      seals.signingKey(sealed, "row", scope)(stringToSign),
    );
  });

  test("with any bit turned, cut short or written otherwise none opens", () => {
    const tokens = createTokens(ringOf(first));
    const { token } = tokens.seal(statement);
    tokens.open(token); // also not from the cache
    const bytes = Buffer.from(token, "base64");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(tokens.open(altered.toString("base64")), undefined, `bit ${bit}`);
    }
    for (const other of [
      "",
      token.slice(0, -4),
      `${token} `,
      `${token}AAAA`,
      token.replace(/[A-P]/, "-"),
      "A".repeat(100_000),
    ]) {
      assert.equal(tokens.open(other), undefined);
    }
  });

  test("a sealed value of a row is no token, and a token none of a row", () => {
    const seals = createSeals(ringOf(first));
    const sealed = Buffer.from(seals.seal(randomBytes(64), "session token"));
    assert.equal(seals.tokens.open(sealed.toString("base64")), undefined);
    const { token } = seals.tokens.seal(statement);
    assert.throws(() => seals.open(Buffer.from(token, "base64"), "session token"));
  });
});
