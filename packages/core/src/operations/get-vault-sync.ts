import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { integer, optional, struct, timestamp } from "../schema/schema.ts";
import { renderVaultDevices, vaultDeviceList } from "./vault-device-members.ts";

export const getVaultSync = defineOperation({
  name: "GetVaultSync",
  kind: "view",
  summary: "The caller's own devices that sync an authenticator, and how much is stored for them.",
  readOnly: true,
  input: struct({}),
  output: struct({
    devices: vaultDeviceList,
    deviceQuota: integer(0, 1000),
    /** A code that nobody has used yet. */
    pairing: optional(struct({ expiresAt: timestamp })),
    vault: optional(struct({ storedAt: timestamp, size: integer(0, Number.MAX_SAFE_INTEGER) })),
  }),
  locate: ({ tx, caller }) => locateUserOrSelf(tx, caller, undefined),
  permissions: ({ found }) => on(found, "sallyport:ManageOwnVaultSync"),
  run: async ({ tx, found, settings, now }) => {
    const person = requirePerson(found);
    const devices = await tx.vaultDevices.listOf(person);
    const pairing = await tx.vaultPairings.findOf(person);
    const vault = await tx.vaults.describe(person);
    return {
      devices: renderVaultDevices(devices),
      deviceQuota: settings.quotas.vaultDevicesPerPerson,
      ...(pairing !== undefined &&
        pairing.expiresAt > now && { pairing: { expiresAt: pairing.expiresAt } }),
      ...(vault !== undefined && { vault: { storedAt: vault.storedAt, size: vault.size } }),
    };
  },
  record: { request: [] },
});
