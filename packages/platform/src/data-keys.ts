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

// Data keys seal what the store keeps; the master key only wraps them. So a data key can be replaced while servers run (see
// rotate-keys.ts), and the master key is used so seldom that it may live elsewhere.

/** A data key as it is stored: AES-256-GCM under a key derived from the master key. */
export interface WrappedKey {
  /** 1, 2, …: named in everything sealed under it. */
  readonly version: number;
  readonly wrapped: Uint8Array;
  /** From then on it seals what is sealed, until a newer one does: by then every server knows it. */
  readonly sealsFrom: Instant;
  /** Until when session tokens under it are good; undefined until it is retired. */
  readonly tokensUntil: Instant | undefined;
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

/** The keys at hand, as they are just now. */
export interface DataKeys {
  /** What everything is sealed under now. */
  sealing(): DataKey;
  /** Opens what a row keeps. */
  find(version: number): KeyObject | undefined;
  /** Opens a session token: a retired key does so for as long as a session may last, and no longer. */
  findForToken(version: number): KeyObject | undefined;
}

/** The ring, read once and again when asked. */
export interface DataKeyring extends DataKeys {
  /** Learns of keys that came and went, and answers with the versions at hand where they changed. The keys stay as they were when it fails. */
  refresh(): Promise<readonly number[] | undefined>;
  /** A fresh key, to be stored as this version. */
  makeKey(version: number): Uint8Array;
}

const cipher = "aes-256-gcm";
const format = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const wrappedBytes = 1 + nonceBytes + keyBytes + tagBytes;

const firstVersion = 1;

interface OpenKey extends DataKey {
  readonly sealsFrom: Instant;
  readonly tokensUntil: Instant | undefined;
}

/** Opens the ring; an empty one gets its first key. */
export async function openDataKeys({
  keyring,
  masterKey,
  clock,
}: {
  readonly keyring: Keyring;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
}): Promise<DataKeyring> {
  const wrapping = masterKey.subkey("data-key-wrapping");
  if ((await keyring.list()).length === 0) {
    // Whether ours or another machine's was first: the ring says which key it is.
    await keyring.insertFirst(wrapFreshKey(wrapping, firstVersion), clock.now());
  }
  let keys: ReadonlyMap<number, OpenKey> = new Map();

  async function refresh(): Promise<readonly number[] | undefined> {
    const before = keys;
    const ring = await keyring.list();
    // A key that is known is not unwrapped again: its bytes are the same for as long as it is there.
    keys = new Map(
      ring.map(({ version, wrapped, sealsFrom, tokensUntil }) => {
        const key = before.get(version)?.key ?? unwrap(wrapping, version, wrapped);
        return [version, { version, key, sealsFrom, tokensUntil }];
      }),
    );
    return sameVersions(before, keys) ? undefined : [...keys.keys()];
  }

  function sealing(): DataKey {
    const now = clock.now();
    let newest: OpenKey | undefined;
    // In the order of their versions. The first seals also where a clock stands before its time: it is the one that everybody has.
    for (const key of keys.values()) {
      if (newest === undefined || key.sealsFrom <= now) newest = key;
    }
    if (newest === undefined) throw new Error("There is no data key to seal with.");
    return newest;
  }

  await refresh();
  return {
    refresh,
    sealing,
    makeKey: (version) => wrapFreshKey(wrapping, version),
    find: (version) => keys.get(version)?.key,
    findForToken(version) {
      const known = keys.get(version);
      if (known === undefined) return undefined;
      const { tokensUntil } = known;
      return tokensUntil === undefined || clock.now() < tokensUntil ? known.key : undefined;
    },
  };
}

function sameVersions(one: ReadonlyMap<number, unknown>, other: ReadonlyMap<number, unknown>) {
  return one.size === other.size && [...one.keys()].every((version) => other.has(version));
}

function wrapFreshKey(wrapping: KeyObject, version: number): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const key = randomBytes(keyBytes);
  const aes = createCipheriv(cipher, wrapping, nonce).setAAD(boundTo(version));
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
