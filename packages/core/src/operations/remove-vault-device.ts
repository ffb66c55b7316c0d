import { IamError } from "../errors.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct, text } from "../schema/schema.ts";
import { removeVaultDevice as remove } from "../vault-sync/end-vault-sync.ts";
import { nothing } from "./members.ts";

export const removeVaultDevice = defineOperation({
  name: "RemoveVaultDevice",
  kind: "console",
  summary:
    "Ends the sync of one of the caller's own devices at once. With the last one the stored vault is deleted.",
  readOnly: false,
  input: struct({ deviceId: text({ min: 36, max: 36, pattern: /^[0-9a-f-]+$/ }) }),
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
