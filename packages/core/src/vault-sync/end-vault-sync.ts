import type { PersonRef, VaultDeviceRecord } from "../records.ts";
import type { Tx } from "../store.ts";

/** Nobody syncs any more, nobody can be paired with the last code, and the stored vault is gone. */
export async function endVaultSync(tx: Tx, person: PersonRef): Promise<void> {
  await tx.vaultPairings.deleteOf(person);
  await tx.vaultDevices.deleteOf(person);
  await tx.vaults.delete(person);
}

/** False where it was removed before. With the last device goes the vault: nobody could read it any more. */
export async function removeVaultDevice(tx: Tx, device: VaultDeviceRecord): Promise<boolean> {
  if (!(await tx.vaultDevices.delete(device, device.deviceId))) return false;
  const others = await tx.vaultDevices.listOf(device);
  if (others.length === 0) await tx.vaults.delete(device);
  return true;
}
