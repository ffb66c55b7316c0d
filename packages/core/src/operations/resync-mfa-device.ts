import {
  locateDevice,
  locateUser,
  on,
  requireDeviceOf,
  requirePerson,
} from "../identity/locate.ts";
import { proveResync, resyncDevice } from "../mfa/resync-device.ts";
import { pairReach } from "../mfa/search-pair.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { code, nothing, serialNumber, userName } from "./members.ts";

export const resyncMFADevice = defineOperation({
  name: "ResyncMFADevice",
  kind: "aws",
  summary: "Finds a user's device by two consecutive codes and learns how far its clock is off.",
  readOnly: false,
  input: struct({ userName, serialNumber, authenticationCode1: code, authenticationCode2: code }),
  output: nothing,
  locate: async ({ tx, caller, input }) => ({
    user: await locateUser(tx, caller, input.userName),
    device: await locateDevice(tx, caller, input.serialNumber),
  }),
  permissions: ({ found }) => on(found.user, "iam:ResyncMFADevice"),
  prove: (scope) => {
    const person = requirePerson(scope.found.user);
    const { device } = requireDeviceOf(scope.found.device, person);
    return proveResync(scope, device, person, pairReach.signedIn);
  },
  run: async (scope) => {
    const person = requirePerson(scope.found.user);
    const { device } = requireDeviceOf(scope.found.device, person);
    await resyncDevice(scope, device, person, scope.proof);
    return {};
  },
  record: { request: ["userName", "serialNumber"] },
});
