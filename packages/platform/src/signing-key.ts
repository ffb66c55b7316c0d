import { hash } from "node:crypto";
import type { SigningKey, SigningScope } from "@sallyport/core";

/** AWS Signature Version 4's chain of HMACs, from a secret access key to the key of one day, region and service. */
export function deriveSigningKey(
  secretAccessKey: Uint8Array,
  { date, region, service }: SigningScope,
): SigningKey {
  const start = Buffer.concat([Buffer.from("AWS4"), secretAccessKey]);
  const key = [date, region, service, "aws4_request"].reduce((last: Uint8Array, text) => {
    const next = hmacUnder(last)(text);
    last.fill(0);
    return next;
  }, start);
  const signingKey = hmacUnder(key);
  key.fill(0);
  return signingKey;
}

/** The signing key of a secret access key that is held in the open, by the program that signs with it. */
export function signingKeyOf(secretAccessKey: string): (scope: SigningScope) => SigningKey {
  return (scope) => deriveSigningKey(Buffer.from(secretAccessKey), scope);
}

const blockBytes = 64;
const digestBytes = 32;

/** Longer than any string to sign that we were sent; a longer one costs memory of its own. */
const usualTextBytes = 256;

/**
 * HMAC-SHA-256 (RFC 2104 §2) under a key that is used for a day. The two padded keys are laid out once, each with room for what
 * is hashed behind it: two one-shot hashes then take a quarter of the time of a fresh `createHmac`, which sets up its state anew
 * for every text. Nobody else holds these bytes.
 */
function hmacUnder(key: Uint8Array): SigningKey {
  const block = key.length > blockBytes ? hash("sha256", key, "buffer") : key;
  const inner = padded(block, 0x36, usualTextBytes);
  const outer = padded(block, 0x5c, digestBytes);
  return (text) => {
    const length = Buffer.byteLength(text);
    const message =
      length <= usualTextBytes
        ? inner.subarray(0, blockBytes + length)
        : Buffer.concat([inner.subarray(0, blockBytes)], blockBytes + length);
    message.write(text, blockBytes);
    outer.write(hash("sha256", message, "hex"), blockBytes, "hex");
    return Buffer.from(hash("sha256", outer, "hex"), "hex");
  };
}

function padded(block: Uint8Array, pad: number, room: number): Buffer {
  const bytes = Buffer.alloc(blockBytes + room);
  for (let at = 0; at < blockBytes; at += 1) bytes[at] = (block[at] ?? 0) ^ pad;
  return bytes;
}
