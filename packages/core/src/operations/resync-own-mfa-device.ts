import {
  locateDevice,
  locateUserOrSelf,
  on,
  requireDeviceOf,
  requirePerson,
} from "../identity/locate.ts";
import { pairOffset } from "../mfa/learn.ts";
import { proveResync, resyncDevice } from "../mfa/resync-device.ts";
import { pairReach } from "../mfa/search-pair.ts";
import { secondsFromSteps } from "../mfa/seconds.ts";
import { defineOperation } from "../operation.ts";
import { integer, struct } from "../schema/schema.ts";
import { code, serialNumber } from "./members.ts";

export const resyncOwnMFADevice = defineOperation({
  name: "ResyncOwnMFADevice",
  kind: "console",
  summary: "Re-synchronizes a device of the caller's own, the root user's included.",
  readOnly: false,
  input: struct({ serialNumber, authenticationCode1: code, authenticationCode2: code }),
  output: struct({ driftSeconds: integer(-90_000, 90_000) }),
  locate: async ({ tx, caller, input }) => ({
    user: await locateUserOrSelf(tx, caller, undefined),
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
    return { driftSeconds: secondsFromSteps(pairOffset(scope.proof.step, scope.now)) };
  },
  record: { request: ["serialNumber"], response: ["driftSeconds"] },
});
