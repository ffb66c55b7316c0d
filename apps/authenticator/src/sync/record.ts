// What this device keeps about sync: above all its token, which opens the sealed vault to whoever has it. So it lies beside the
// vault under the vault's key, and is there only while the vault is open.

import { type Bytes, type OpenVault, openBeside, sealBeside } from "@sallyport/vault";
import type { Paired } from "./client.ts";

export interface SyncRecord extends Paired {
  readonly kind: "on";
  readonly server: string;
  /** What the person calls this device. */
  readonly name: string;
  readonly syncedAt?: number;
}

/** Sync ended without this person's doing here; it is to be said. */
export interface EndedRecord {
  readonly kind: "ended";
}

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
  const json = new TextEncoder().encode(JSON.stringify(record));
  await storage.write(await sealBeside(vault, "sync", Uint8Array.from(json)));
}

/** Undefined where sync is off, or where what is kept belongs to another vault. */
export async function readRecord(
  storage: SyncStorage,
  vault: OpenVault,
): Promise<SyncRecord | EndedRecord | undefined> {
  const sealed = await storage.read();
  if (sealed === undefined) return undefined;
  const bytes = await openBeside(vault, "sync", sealed);
  // The seal says that this app wrote it.
  return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
}
