import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

/** Devices between which a person's vault is synced. */
export interface VaultDevices {
  insert(device: records.VaultDeviceRecord): Promise<void>;
  find(tokenHash: Uint8Array): Promise<records.VaultDeviceRecord | undefined>;
  /** Oldest first. */
  listOf(ref: PersonRef): Promise<readonly records.VaultDeviceRecord[]>;
  touch(tokenHash: Uint8Array, now: Instant): Promise<void>;
  /** True when this call removed it. */
  delete(ref: PersonRef, deviceId: string): Promise<boolean>;
  deleteOf(ref: PersonRef): Promise<void>;
}
