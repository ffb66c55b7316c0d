import { IamError } from "../errors.ts";
import { locateUser, on, requireAccount, requirePerson } from "../identity/locate.ts";
import { notices } from "../mail/notices.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, userName } from "./members.ts";
import { vaultDeviceId } from "./vault-device-members.ts";

export const removeUserVaultDevice = defineOperation({
  name: "RemoveUserVaultDevice",
  kind: "console",
  summary:
    "Ends the sync of one of a user's devices at once, for whoever manages that user. The stored vault stays: it is the user's.",
  readOnly: false,
  input: struct({ userName, deviceId: vaultDeviceId }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "sallyport:RemoveUserVaultDevice"),
  run: async ({ tx, input, found, ports, now, trail }) => {
    const person = requirePerson(found);
    const devices = await tx.vaultDevices.listOf(person);
    const device = devices.find(({ deviceId }) => deviceId === input.deviceId);
    // Unlike the person's own removal, this never deletes the vault: it may be all that is left of a lost telephone.
    if (device === undefined || !(await tx.vaultDevices.delete(person, device.deviceId)))
      throw new IamError("NoSuchEntity", "That device has been removed already.");
    trail.additional = { vaultDeviceName: device.name };
    const account = await requireAccount(tx, person.accountId);
    await tx.outbox.enqueue(
      notices.vaultDeviceRemoved({ ports, account, person, now }, device.name),
    );
    return {};
  },
  record: { request: ["userName", "deviceId"] },
});
