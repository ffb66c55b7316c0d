import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { OpenedToken, SigningKey, Tokens } from "@sallyport/core";
import type { DataKeys } from "./data-keys.ts";
import { Lru } from "./lru.ts";
import { deriveSigningKey } from "./signing-key.ts";

// A token, byte by byte, in base64:
//
//   1        format (2: never taken for a sealed value of a row, which has 1)
//   4        version of the data key, big-endian
//   24       salt
//   n        ciphertext, AES-256-GCM
//   16       tag
//
// From the data key and the salt HKDF-SHA256 makes the token's own key and nonce, so that any number of tokens can be sealed
// (one key with random nonces is good for 2³² only), and the secret access key that belongs to it.

const cipher = "aes-256-gcm";
const format = 2;
const headerBytes = 5;
const saltBytes = 24;
const tagBytes = 16;
const leastBytes = headerBytes + saltBytes + tagBytes;
const keyBytes = 32;
const nonceBytes = 12;
/** 40 letters of base64, as AWS's. */
const secretBytes = 30;
/** Nothing that we sealed is longer. */
const longestToken = 8192;
const cachedTokens = 5000;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Seals under the data key of the moment and opens under those that are not retired for too long. */
export function createTokens(dataKeys: DataKeys): Tokens {
  const opened = new Lru<Opened>(cachedTokens);

  return {
    seal(statement) {
      const newest = dataKeys.sealing();
      const header = Buffer.alloc(headerBytes);
      header.writeUInt8(format, 0);
      header.writeUInt32BE(newest.version, 1);
      const salt = randomBytes(saltBytes);
      const { key, nonce, secret } = derive(newest.key, salt);
      const aes = createCipheriv(cipher, key, nonce).setAAD(header);
      const sealed = [header, salt, aes.update(statement), aes.final(), aes.getAuthTag()];
      return {
        token: Buffer.concat(sealed).toString("base64"),
        secretAccessKey: secret.toString("base64"),
      };
    },
    open(token) {
      const known = opened.get(token);
      // What was opened once is forgotten with its key.
      if (known !== undefined)
        return dataKeys.findForToken(known.version) === undefined ? undefined : known.token;
      const fresh = openToken(dataKeys, token);
      if (fresh !== undefined) opened.set(token, fresh);
      return fresh?.token;
    },
  };
}

interface Opened {
  readonly version: number;
  readonly token: OpenedToken;
}

function openToken(keys: DataKeys, token: string): Opened | undefined {
  if (token.length > longestToken || token.length % 4 !== 0 || !base64.test(token))
    return undefined;
  const bytes = Buffer.from(token, "base64");
  // Base64 has spare bits at its end: only the spelling that was given out is taken.
  if (bytes.length < leastBytes || bytes.toString("base64") !== token) return undefined;
  const header = bytes.subarray(0, headerBytes);
  if (header[0] !== format) return undefined;
  const version = header.readUInt32BE(1);
  const dataKey = keys.findForToken(version);
  if (dataKey === undefined) return undefined;
  const body = bytes.subarray(headerBytes + saltBytes, -tagBytes);
  const { key, nonce, secret } = derive(
    dataKey,
    bytes.subarray(headerBytes, headerBytes + saltBytes),
  );
  const aes = createDecipheriv(cipher, key, nonce)
    .setAAD(header)
    .setAuthTag(bytes.subarray(-tagBytes));
  let statement: Buffer;
  try {
    statement = Buffer.concat([aes.update(body), aes.final()]);
  } catch {
    return undefined;
  }
  const secretAccessKey = Buffer.from(secret.toString("base64"));
  const signingKeys = new Lru<SigningKey>(4);
  return {
    version,
    token: {
      statement,
      signingKey(scope) {
        const name = `${scope.date}/${scope.region}/${scope.service}`;
        let signingKey = signingKeys.get(name);
        if (signingKey === undefined) {
          signingKey = deriveSigningKey(secretAccessKey, scope);
          signingKeys.set(name, signingKey);
        }
        return signingKey;
      },
    },
  };
}

function derive(dataKey: KeyObject, salt: Uint8Array) {
  const length = keyBytes + nonceBytes + secretBytes;
  const bytes = Buffer.from(hkdfSync("sha256", dataKey, salt, "session token", length));
  return {
    key: bytes.subarray(0, keyBytes),
    nonce: bytes.subarray(keyBytes, keyBytes + nonceBytes),
    secret: bytes.subarray(keyBytes + nonceBytes),
  };
}
