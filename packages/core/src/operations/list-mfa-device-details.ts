import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { areCodesClosed } from "../mfa/codes-closed.ts";
import { defineOperation } from "../operation.ts";
import { boolean, integer, list, optional, struct } from "../schema/schema.ts";
import { deviceDetail, userName } from "./members.ts";
import { renderDevices } from "./render.ts";

export const listMFADeviceDetails = defineOperation({
  name: "ListMFADeviceDetails",
  kind: "view",
  summary: "Lists a person's MFA devices with last use, clock drift and status.",
  readOnly: true,
  input: struct({ userName: optional(userName) }),
  output: struct({ mfaDevices: list(deviceDetail), quota: integer(0, 1000), codesClosed: boolean }),
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListMFADevices"),
  run: async ({ tx, found, settings }) => {
    const person = requirePerson(found);
    return {
      mfaDevices: renderDevices(await tx.devices.listOf(person)),
      quota: settings.quotas.devicesPerPerson,
      codesClosed: await areCodesClosed(tx, person),
    };
  },
  record: { request: ["userName"] },
});
