import {
  locateDevice,
  locateUserOrSelf,
  on,
  requireDeviceOf,
  requirePerson,
} from "../identity/locate.ts";
import { unassignDevice } from "../mfa/remove-device.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { nothing, serialNumber, userName } from "./members.ts";

export const deactivateMFADevice = defineOperation({
  name: "DeactivateMFADevice",
  kind: "aws",
  summary: "Takes a device from its user; a virtual device's record stays, unassigned.",
  readOnly: false,
  input: struct({ userName: optional(userName), serialNumber }),
  output: nothing,
  freshFactor: true,
  locate: async ({ tx, caller, input }) => ({
    user: await locateUserOrSelf(tx, caller, input.userName),
    device: await locateDevice(tx, caller, input.serialNumber),
  }),
  permissions: ({ found }) => on(found.user, "iam:DeactivateMFADevice"),
  run: async (scope) => {
    const person = requirePerson(scope.found.user);
    const { device } = requireDeviceOf(scope.found.device, person);
    await unassignDevice(scope, device, person);
    return {};
  },
  record: { request: ["userName", "serialNumber"] },
});
