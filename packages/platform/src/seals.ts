import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { Sealed, Seals, SigningKey } from "@sallyport/core";
import type { DataKeys } from "./data-keys.ts";
import { Lru } from "./lru.ts";
import { deriveSigningKey } from "./signing-key.ts";
import { createTokens } from "./tokens.ts";

// A sealed secret, byte by byte:
//
//   1        format (1)
//   4        version of the data key, big-endian
//   12       nonce, fresh for every seal
//   n        ciphertext, AES-256-GCM
//   16       tag
//
// The first five bytes and the row's identity are authenticated with it. Random nonces under one key are safe for 2³² seals
// (NIST SP 800-38D §8.3); `sallyport rotate-keys` replaces a key long before.

const cipher = "aes-256-gcm";
const format = 1;
const headerBytes = 5;
const nonceBytes = 12;
const tagBytes = 16;
const leastBytes = headerBytes + nonceBytes + tagBytes;

/** Seeds in use kept as key objects: a Buffer key costs three times the HMAC itself. */
const cachedSeeds = 10_000;
/** Signing keys live for a day: one for each key, region and service in use. */
const cachedSigningKeys = 10_000;

/** Which data key a sealed value was sealed under. */
export function versionOf(sealed: Sealed): number {
  if (sealed.length < leastBytes || sealed[0] !== format) {
    throw new Error("A sealed value is damaged: its form is unknown.");
  }
  return new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
}

/** Seals under the data key of the moment and opens under any. */
export function createSeals(dataKeys: DataKeys): Seals {
  const seeds = new Lru<KeyObject>(cachedSeeds);
  const signingKeys = new Lru<SigningKey>(cachedSigningKeys);

  function seal(secret: Uint8Array, rowId: string): Sealed {
    const { version, key } = dataKeys.sealing();
    const header = Buffer.alloc(headerBytes);
    header.writeUInt8(format, 0);
    header.writeUInt32BE(version, 1);
    const nonce = randomBytes(nonceBytes);
    const aes = createCipheriv(cipher, key, nonce).setAAD(boundTo(header, rowId));
    return Buffer.concat([header, nonce, aes.update(secret), aes.final(), aes.getAuthTag()]);
  }

  function open(sealed: Sealed, rowId: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const key = dataKeys.find(versionOf(sealed));
    if (key === undefined) throw new Error("A sealed value names a data key that is not here.");
    const nonce = bytes.subarray(headerBytes, headerBytes + nonceBytes);
    const aes = createDecipheriv(cipher, key, nonce)
      .setAAD(boundTo(bytes.subarray(0, headerBytes), rowId))
      .setAuthTag(bytes.subarray(-tagBytes));
    const text = aes.update(bytes.subarray(headerBytes + nonceBytes, -tagBytes));
    try {
      return Buffer.concat([text, aes.final()]);
    } catch (cause) {
      throw new Error("A sealed value does not open: damaged, or moved from another row.", {
        cause,
      });
    }
  }

  function seedOf(sealed: Sealed, rowId: string): KeyObject {
    // The whole sealed value is the name: one re-sealed, moved or altered is never taken for the one that was opened.
    const name = `${rowId} ${Buffer.from(sealed).toString("base64")}`;
    const known = seeds.get(name);
    if (known !== undefined) return known;
    const seed = open(sealed, rowId);
    const key = createSecretKey(seed);
    seed.fill(0);
    seeds.set(name, key);
    return key;
  }

  return {
    seal,
    open,
    otp(sealed, rowId) {
      const seed = seedOf(sealed, rowId);
      return (counter) => createHmac("sha1", seed).update(counter).digest();
    },
    signingKey(sealed, rowId, scope) {
      const { date, region, service } = scope;
      const name = `${rowId} ${Buffer.from(sealed).toString("base64")} ${date}/${region}/${service}`;
      const known = signingKeys.get(name);
      if (known !== undefined) return known;
      const secret = open(sealed, rowId);
      const key = deriveSigningKey(secret, scope);
      secret.fill(0);
      signingKeys.set(name, key);
      return key;
    },
    tokens: createTokens(dataKeys),
  };
}

function boundTo(header: Uint8Array, rowId: string): Uint8Array {
  return Buffer.concat([header, Buffer.from(rowId)]);
}
