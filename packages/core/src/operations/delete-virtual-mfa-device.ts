import { IamError } from "../errors.ts";
import { locateDevice, onDevice, requireDevice } from "../identity/locate.ts";
import { deleteDevice } from "../mfa/remove-device.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, serialNumber } from "./members.ts";

export const deleteVirtualMFADevice = defineOperation({
  name: "DeleteVirtualMFADevice",
  kind: "aws",
  summary: "Deletes an unassigned virtual MFA device.",
  readOnly: false,
  input: struct({ serialNumber }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateDevice(tx, caller, input.serialNumber),
  permissions: ({ found }) => [onDevice(found, "iam:DeleteVirtualMFADevice")],
  run: async (scope) => {
    const device = requireDevice(scope.found);
    if (device.assignment !== undefined) {
      throw new IamError("DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.");
    }
    await deleteDevice(scope, device);
    return {};
  },
  record: { request: ["serialNumber"] },
});
