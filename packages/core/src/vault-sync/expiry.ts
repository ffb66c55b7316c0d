import { type Instant, later } from "../instant.ts";
import type { VaultDeviceRecord } from "../records.ts";
import { lifetimes } from "../settings.ts";

/**
 * When a device that does not come again is known no more. Whoever finds an old telephone, or the backup of one, finds a token in it
 * that was of use for half a year and not for ever. What is stored stays: the person may pair the device anew.
 */
export function expiryOf({
  pairedAt,
  lastSyncAt,
}: Pick<VaultDeviceRecord, "pairedAt" | "lastSyncAt">): Instant {
  return later(lastSyncAt ?? pairedAt, lifetimes.vaultDeviceIdle);
}
