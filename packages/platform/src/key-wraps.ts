import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { OperatorFault } from "./fault.ts";
import type { MasterKey } from "./master-key.ts";

// A key that is stored wrapped: format (1), nonce, AES-256-GCM of 32 bytes, tag; what the key is goes in as additional data, so that
// one never passes for another.

const cipher = "aes-256-gcm";
const format = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const wrappedBytes = 1 + nonceBytes + keyBytes + tagBytes;

/** What a wrapped key is; its name in the additional data and in messages. */
export type WrappedAs = `data key ${number}` | `digest key ${string}`;

/** The master keys at hand. While it is exchanged there are two, and what either has wrapped opens. */
export interface MasterKeys {
  readonly current: MasterKey;
  readonly previous: MasterKey | undefined;
}

/** A wrapped key that was opened, and which master key had wrapped it. */
export interface Unwrapped {
  readonly key: KeyObject;
  readonly by: MasterKey;
}

/** Wraps 32 bytes under the master key. */
export function wrapKey(by: MasterKey, as: WrappedAs, key: KeyObject): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const aes = createCipheriv(cipher, wrappingOf(by), nonce).setAAD(Buffer.from(as));
  const bytes = key.export();
  const sealed = Buffer.concat([aes.update(bytes), aes.final(), aes.getAuthTag()]);
  bytes.fill(0);
  return Buffer.concat([Buffer.of(format), nonce, sealed]);
}

/** A fresh random key. */
export function makeKey(): KeyObject {
  const bytes = randomBytes(keyBytes);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** Opens it by whichever master key wrapped it; an `OperatorFault` where none did, or where it is damaged. */
export function unwrapKey(
  { current, previous }: MasterKeys,
  as: WrappedAs,
  wrapped: Uint8Array,
): Unwrapped {
  if (wrapped.length !== wrappedBytes || wrapped[0] !== format) {
    throw new OperatorFault(
      `${as.replace(/^d/, "D")} of this database is damaged, or was written by a newer Sallyport.`,
    );
  }
  for (const by of previous === undefined ? [current] : [current, previous]) {
    const key = openUnder(by, as, wrapped);
    if (key !== undefined) return { key, by };
  }
  throw new OperatorFault(
    previous === undefined
      ? "This master key does not open this database."
      : "Neither this master key nor the previous one opens this database.",
  );
}

function openUnder(by: MasterKey, as: WrappedAs, wrapped: Uint8Array): KeyObject | undefined {
  const aes = createDecipheriv(cipher, wrappingOf(by), wrapped.subarray(1, 1 + nonceBytes))
    .setAAD(Buffer.from(as))
    .setAuthTag(wrapped.subarray(-tagBytes));
  const text = aes.update(wrapped.subarray(1 + nonceBytes, -tagBytes));
  try {
    const bytes = Buffer.concat([text, aes.final()]);
    const key = createSecretKey(bytes);
    bytes.fill(0);
    return key;
  } catch {
    return undefined;
  }
}

const wrappingOf = (master: MasterKey): KeyObject => master.subkey("data-key-wrapping");
