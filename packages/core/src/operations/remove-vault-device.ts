import { IamError } from "../errors.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { removeVaultDevice as remove } from "../vault-sync/end-vault-sync.ts";
import { nothing } from "./members.ts";
import { vaultDeviceId } from "./vault-device-members.ts";

export const removeVaultDevice = defineOperation({
  name: "RemoveVaultDevice",
  kind: "console",
  summary:
    "Ends the sync of one of the caller's own devices at once. With the last one the stored vault is deleted.",
  readOnly: false,
  input: struct({ deviceId: vaultDeviceId }),
  output: nothing,
  locate: ({ tx, caller }) => locateUserOrSelf(tx, caller, undefined),
  permissions: ({ found }) => on(found, "sallyport:ManageOwnVaultSync"),
  run: async ({ tx, input, found, trail }) => {
    const devices = await tx.vaultDevices.listOf(requirePerson(found));
    const device = devices.find(({ deviceId }) => deviceId === input.deviceId);
    if (device === undefined || !(await remove(tx, device)))
      throw new IamError("NoSuchEntity", "That device has been removed already.");
    trail.additional = { vaultDeviceName: device.name };
    return {};
  },
  record: { request: ["deviceId"] },
});
