import { locateDevice, onDevice, requireDevice } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, serialNumber, tagKeys } from "./members.ts";

export const untagMFADevice = defineOperation({
  name: "UntagMFADevice",
  kind: "aws",
  summary: "Removes tags from a virtual MFA device; keys that are not there are no fault.",
  readOnly: false,
  input: struct({ serialNumber, tagKeys }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateDevice(tx, caller, input.serialNumber),
  permissions: ({ input, found }) => [
    { ...onDevice(found, "iam:UntagMFADevice"), keys: { "aws:TagKeys": input.tagKeys } },
  ],
  run: async ({ tx, input, found }) => {
    const device = requireDevice(found);
    await tx.tags.remove(
      { accountId: device.accountId, kind: "mfa", id: device.serialNumber },
      input.tagKeys,
    );
    return {};
  },
  record: { request: ["serialNumber", "tagKeys"] },
});
