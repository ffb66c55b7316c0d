import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { signingKeyOf } from "./signing-key.ts";

const scope = { date: "20150830", region: "us-east-1", service: "iam" };

/** AWS's derivation, with the platform's own HMAC. */
function expected(secret: string, text: string): Buffer {
  const hmac = (key: Buffer | string, data: string) =>
    createHmac("sha256", key).update(data).digest();
  const { date, region, service } = scope;
  const key = [date, region, service, "aws4_request"].reduce(
    (last: Buffer | string, part) => hmac(last, part),
    `AWS4${secret}`,
  );
  return hmac(key, text);
}

test("the signing key of AWS's own example", () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
  const sign = signingKeyOf("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")(scope);
  const text =
    "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\nf536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";
  assert.equal(
    Buffer.from(sign(text)).toString("hex"),
    "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  );
});

test("whatever is signed, by keys in turn, is signed as by the platform's HMAC", () => {
  const text = fc.string({ unit: "binary", maxLength: 600 });
  fc.assert(
    fc.property(
      fc.tuple(fc.string(), fc.string({ maxLength: 200 })),
      fc.array(text),
      (pair, texts) => {
        const keys = pair.map((secret) => signingKeyOf(secret)(scope));
        for (const each of texts) {
          for (const [at, sign] of keys.entries())
            assert.deepEqual(Buffer.from(sign(each)), expected(pair[at] ?? "", each));
        }
      },
    ),
  );
});
