import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { SigningKey, SigningScope } from "@sallyport/core";

const hmac = (key: KeyObject | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

/** AWS Signature Version 4's chain of HMACs, from a secret access key to the key of one day, region and service. */
export function deriveSigningKey(
  secretAccessKey: Uint8Array,
  { date, region, service }: SigningScope,
): KeyObject {
  const start = Buffer.concat([Buffer.from("AWS4"), secretAccessKey]);
  const key = [date, region, service, "aws4_request"].reduce(hmac, start);
  start.fill(0);
  const object = createSecretKey(key);
  key.fill(0);
  return object;
}

export function signWith(key: KeyObject): SigningKey {
  return (stringToSign) => hmac(key, stringToSign);
}

/** The signing key of a secret access key that is held in the open, by the program that signs with it. */
export function signingKeyOf(secretAccessKey: string): (scope: SigningScope) => SigningKey {
  return (scope) => signWith(deriveSigningKey(Buffer.from(secretAccessKey), scope));
}
