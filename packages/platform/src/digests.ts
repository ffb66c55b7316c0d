import { createHmac, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import type { DigestPurpose, Digests } from "@sallyport/core";
import { type MasterKeys, makeKey, unwrapKey, wrapKey } from "./key-wraps.ts";
import type { MasterKey } from "./master-key.ts";

// What keyed digests are keyed with is stored, wrapped by the master key: so that can be exchanged, and every digest stays what it was.

/** What a purpose's digests are keyed with, as it is stored. */
export interface WrappedDigestKey {
  readonly purpose: string;
  readonly wrapped: Uint8Array;
}

/** Where they are kept; the store fills it. */
export interface DigestKeyring {
  listDigestKeys(): Promise<readonly WrappedDigestKey[]>;
  /** Leaves one that is there as it is. */
  insertDigestKey(key: WrappedDigestKey): Promise<void>;
}

/** Those that have digests in databases of before keys were stored: there each was derived from the master key, and stays what it was. */
const purposes: Readonly<Record<DigestPurpose, "once derived">> = {
  "seed-fingerprint": "once derived",
  "sign-in-name": "once derived",
  marker: "once derived",
  "audit-block": "once derived",
};

/** Digests whose keyed form is the same on every machine of this installation. */
export async function openDigests({
  keyring,
  masterKeys,
  openedBy,
}: {
  readonly keyring: DigestKeyring;
  readonly masterKeys: MasterKeys;
  /** The master key that opened the data keys; undefined where nothing was ever sealed. */
  readonly openedBy: MasterKey | undefined;
}): Promise<Digests> {
  const names = Object.keys(purposes) as DigestPurpose[];
  const present = new Set((await keyring.listDigestKeys()).map(({ purpose }) => purpose));
  for (const purpose of names.filter((name) => !present.has(name))) {
    const key = openedBy?.subkey(`digest:${purpose}`) ?? makeKey();
    const by = openedBy ?? masterKeys.current;
    await keyring.insertDigestKey({ purpose, wrapped: wrapKey(by, `digest key ${purpose}`, key) });
  }
  // Whether ours or another machine's was first: the database says which key it is.
  const keys = new Map<string, KeyObject>(
    (await keyring.listDigestKeys()).map(({ purpose, wrapped }) => [
      purpose,
      unwrapKey(masterKeys, `digest key ${purpose}`, wrapped).key,
    ]),
  );
  return {
    sha256: (input) => hash("sha256", input, "buffer"),
    keyed(purpose, input) {
      const key = keys.get(purpose);
      if (key === undefined) throw new Error(`There is no key for digests of ${purpose}.`);
      return createHmac("sha256", key).update(input).digest();
    },
    equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  };
}
