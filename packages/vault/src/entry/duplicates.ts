import { toHex } from "../bytes.ts";
import { type Entry, isEntry, type OtpKey, type VaultContents } from "./entry.ts";

/** The same text for two keys that make the same codes, whatever they are called and however far a counter has come. */
export function fingerprintOf(key: OtpKey): string {
  const { kind, hash, digits, secret } = key;
  const periodSeconds = key.kind === "totp" ? key.periodSeconds : 0;
  return [kind, hash, digits, periodSeconds, toHex(secret)].join(" ");
}

/** The entry that has this key already; one in the trash only where no other has it. */
export function findDuplicate(key: OtpKey, contents: VaultContents): Entry | undefined {
  return entriesByKey(contents).get(fingerprintOf(key));
}

/** The entries by the fingerprints of their keys. */
export function entriesByKey({ items }: VaultContents): ReadonlyMap<string, Entry> {
  const byKey = new Map<string, Entry>();
  for (const entry of items.filter(isEntry)) {
    const fingerprint = fingerprintOf(entry);
    const other = byKey.get(fingerprint);
    if (other === undefined || other.deletedAt !== undefined) byKey.set(fingerprint, entry);
  }
  return byKey;
}
