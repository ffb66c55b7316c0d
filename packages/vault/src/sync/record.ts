/**
 * What a device keeps about sync: above all its token, which gives the sealed vault to whoever has it. So it lies beside the
 * vault under the vault's key, and is there only while the vault is open.
 */

import { type Bytes, utf8 } from "../bytes.ts";
import { openBeside, sealBeside } from "../vault/beside.ts";
import type { OpenVault } from "../vault/vault.ts";
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

export function sealRecord(vault: OpenVault, record: SyncRecord | EndedRecord): Promise<Bytes> {
  return sealBeside(vault, "sync", utf8(JSON.stringify(record)));
}

/** Undefined where it belongs to another vault. */
export async function openRecord(
  vault: OpenVault,
  sealed: Bytes,
): Promise<SyncRecord | EndedRecord | undefined> {
  const bytes = await openBeside(vault, "sync", sealed);
  // The seal says that one of us wrote it.
  return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
}
