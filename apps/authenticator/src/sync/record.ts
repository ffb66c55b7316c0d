// Where the app keeps what it keeps about sync.

import type { Bytes, OpenVault } from "@sallyport/vault";
import { type EndedRecord, openRecord, type SyncRecord, sealRecord } from "@sallyport/vault/sync";

/** Bytes that are sealed; undefined: none. */
export interface SyncStorage {
  read(): Promise<Bytes | undefined>;
  write(bytes: Bytes | undefined): Promise<void>;
  /** Does the work while no other window does such work. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export async function writeRecord(
  storage: SyncStorage,
  vault: OpenVault,
  record: SyncRecord | EndedRecord,
): Promise<void> {
  await storage.write(await sealRecord(vault, record));
}

/** Undefined where sync is off, or where what is kept belongs to another vault. */
export async function readRecord(
  storage: SyncStorage,
  vault: OpenVault,
): Promise<SyncRecord | EndedRecord | undefined> {
  const sealed = await storage.read();
  return sealed === undefined ? undefined : openRecord(vault, sealed);
}
