import { createHmac, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import type { DigestPurpose, Digests } from "@sallyport/core";
import type { MasterKey } from "./master-key.ts";

/** Digests whose keyed form is the same on every machine that has this master key. */
export function createDigests(masterKey: MasterKey): Digests {
  const keys = new Map<DigestPurpose, KeyObject>();
  const keyFor = (purpose: DigestPurpose): KeyObject => {
    let key = keys.get(purpose);
    if (key === undefined) {
      key = masterKey.subkey(`digest:${purpose}`);
      keys.set(purpose, key);
    }
    return key;
  };
  return {
    sha256: (input) => hash("sha256", input, "buffer"),
    keyed: (purpose, input) => createHmac("sha256", keyFor(purpose)).update(input).digest(),
    equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  };
}
