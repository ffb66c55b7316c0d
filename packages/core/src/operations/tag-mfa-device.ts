import { requestTagKeys } from "../access/context-keys.ts";
import { locateDevice, onDevice, requireDevice } from "../identity/locate.ts";
import { setTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, serialNumber, tags } from "./members.ts";

export const tagMFADevice = defineOperation({
  name: "TagMFADevice",
  kind: "aws",
  summary: "Sets tags on a virtual MFA device.",
  readOnly: false,
  input: struct({ serialNumber, tags }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateDevice(tx, caller, input.serialNumber),
  permissions: ({ input, found }) => [
    { ...onDevice(found, "iam:TagMFADevice"), keys: requestTagKeys(input.tags) },
  ],
  run: async ({ tx, input, found }) => {
    const device = requireDevice(found);
    await setTags(
      tx,
      { accountId: device.accountId, kind: "mfa", id: device.serialNumber },
      input.tags,
    );
    return {};
  },
  record: { request: ["serialNumber", "tags"] },
});
