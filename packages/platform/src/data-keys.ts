import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { Clock, Instant } from "@sallyport/core";
import { OperatorFault } from "./fault.ts";
import type { MasterKey } from "./master-key.ts";

// Data keys seal what the store keeps; the master key only wraps them. So the master key can be replaced without touching a
// single row, and is used so seldom that it may live elsewhere.

/** A data key as it is stored: AES-256-GCM under a key derived from the master key. */
export interface WrappedKey {
  /** 1, 2, …: named in everything sealed under it. */
  readonly version: number;
  readonly wrapped: Uint8Array;
}

/** Where wrapped data keys are kept; the store fills it. */
export interface Keyring {
  /** All of them, by version. */
  list(): Promise<readonly WrappedKey[]>;
  /** Keeps it as version 1 if the ring is empty; false when another machine was faster. */
  insertFirst(wrapped: Uint8Array, createdAt: Instant): Promise<boolean>;
}

export interface DataKey {
  readonly version: number;
  readonly key: KeyObject;
}

const cipher = "aes-256-gcm";
const format = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const wrappedBytes = 1 + nonceBytes + keyBytes + tagBytes;

const firstVersion = 1;

/** Opens the ring, newest key last; an empty one gets its first key. */
export async function openDataKeys({
  keyring,
  masterKey,
  clock,
}: {
  readonly keyring: Keyring;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
}): Promise<readonly DataKey[]> {
  const wrapping = masterKey.subkey("data-key-wrapping");
  let ring = await keyring.list();
  if (ring.length === 0) {
    // Whether ours or another machine's was first: the ring says which key it is.
    await keyring.insertFirst(makeKey(wrapping), clock.now());
    ring = await keyring.list();
  }
  return ring
    .map(({ version, wrapped }) => ({ version, key: unwrap(wrapping, version, wrapped) }))
    .sort((a, b) => a.version - b.version);
}

function makeKey(wrapping: KeyObject): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const key = randomBytes(keyBytes);
  const aes = createCipheriv(cipher, wrapping, nonce).setAAD(boundTo(firstVersion));
  const sealed = Buffer.concat([aes.update(key), aes.final(), aes.getAuthTag()]);
  key.fill(0);
  return Buffer.concat([Buffer.of(format), nonce, sealed]);
}

function unwrap(wrapping: KeyObject, version: number, wrapped: Uint8Array): KeyObject {
  if (wrapped.length !== wrappedBytes || wrapped[0] !== format) {
    throw new OperatorFault(
      `Data key ${version} of this database is damaged, or was written by a newer Sallyport.`,
    );
  }
  const nonce = wrapped.subarray(1, 1 + nonceBytes);
  const sealed = wrapped.subarray(1 + nonceBytes, -tagBytes);
  try {
    const aes = createDecipheriv(cipher, wrapping, nonce)
      .setAAD(boundTo(version))
      .setAuthTag(wrapped.subarray(-tagBytes));
    const key = Buffer.concat([aes.update(sealed), aes.final()]);
    const object = createSecretKey(key);
    key.fill(0);
    return object;
  } catch (error) {
    throw new OperatorFault("This master key does not open this database.", { cause: error });
  }
}

function boundTo(version: number): Uint8Array {
  return Buffer.from(`data key ${version}`);
}
