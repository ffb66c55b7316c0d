import type { VaultDeviceRecord } from "../records.ts";
import { list, optional, struct, text, timestamp } from "../schema/schema.ts";
import { expiryOf } from "../vault-sync/expiry.ts";
import { anyText } from "./members.ts";

export const vaultDeviceId = text({ min: 36, max: 36, pattern: /^[0-9a-f-]+$/ });

/** Paired devices as their person sees them, and whoever manages that person. */
export const vaultDeviceList = list(
  struct({
    deviceId: anyText,
    name: anyText,
    pairedAt: timestamp,
    lastSyncAt: optional(timestamp),
    /** Until when it is known, unless it syncs before; in the past where it is known no more. */
    expiresAt: timestamp,
  }),
);

export function renderVaultDevices(devices: readonly VaultDeviceRecord[]) {
  return devices.map((device) => {
    const { deviceId, name, pairedAt, lastSyncAt } = device;
    return { deviceId, name, pairedAt, lastSyncAt, expiresAt: expiryOf(device) };
  });
}
