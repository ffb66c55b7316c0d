// What `sallyport authenticator sync` keeps: a file beside the vault, sealed under the vault's key.

import { readFile, rm } from "node:fs/promises";
import { isErrno, writePrivateFile } from "@sallyport/platform";
import type { OpenVault } from "@sallyport/vault";
import { openRecord, type SyncRecord, sealRecord } from "@sallyport/vault/sync";

const syncPath = (vaultPath: string) => `${vaultPath}.sync`;

/** Undefined where this vault is not synced. */
export async function findSyncRecord(
  vaultPath: string,
  vault: OpenVault,
): Promise<SyncRecord | undefined> {
  try {
    const record = await openRecord(vault, Uint8Array.from(await readFile(syncPath(vaultPath))));
    return record?.kind === "on" ? record : undefined;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

export async function writeSyncRecord(
  vaultPath: string,
  vault: OpenVault,
  record: SyncRecord,
): Promise<void> {
  await writePrivateFile(syncPath(vaultPath), await sealRecord(vault, record));
}

export async function forgetSyncRecord(vaultPath: string): Promise<void> {
  await rm(syncPath(vaultPath), { force: true });
}
