import {
  locateDevice,
  locateUserOrSelf,
  on,
  onDevice,
  requireDeviceOf,
  requirePerson,
} from "../identity/locate.ts";
import { deleteDevice, unassignDevice } from "../mfa/remove-device.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { nothing, serialNumber, userName } from "./members.ts";

export const removeMFADevice = defineOperation({
  name: "RemoveMFADevice",
  kind: "console",
  summary:
    "Takes a device from its person and deletes it, in one: nothing is left that would occupy its name.",
  readOnly: false,
  input: struct({ userName: optional(userName), serialNumber }),
  output: nothing,
  freshFactor: true,
  locate: async ({ tx, caller, input }) => ({
    user: await locateUserOrSelf(tx, caller, input.userName),
    device: await locateDevice(tx, caller, input.serialNumber),
  }),
  permissions: ({ found }) => [
    ...on(found.user, "iam:DeactivateMFADevice"),
    onDevice(found.device, "iam:DeleteVirtualMFADevice"),
  ],
  run: async (scope) => {
    const person = requirePerson(scope.found.user);
    const { device } = requireDeviceOf(scope.found.device, person);
    await unassignDevice(scope, device, person);
    await deleteDevice(scope, device);
    return {};
  },
  record: { request: ["userName", "serialNumber"] },
});
