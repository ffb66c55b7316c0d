import { refusals } from "../errors.ts";
import {
  locateDevice,
  locateUserOrSelf,
  on,
  requireDevice,
  requirePerson,
} from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, serialNumber, userName64 } from "./members.ts";

export const getMFADevice = defineOperation({
  name: "GetMFADevice",
  kind: "aws",
  summary: "Shows whose a device is and since when.",
  readOnly: true,
  input: struct({ serialNumber, userName: optional(userName64) }),
  output: struct({
    userName: optional(anyText),
    serialNumber: anyText,
    enableDate: optional(timestamp),
  }),
  locate: async ({ tx, caller, input }) => ({
    user: await locateUserOrSelf(tx, caller, input.userName),
    device: await locateDevice(tx, caller, input.serialNumber),
  }),
  permissions: ({ found }) => on(found.user, "iam:GetMFADevice"),
  run: async ({ found }) => {
    const person = requirePerson(found.user);
    const device = requireDevice(found.device);
    if (device.assignment?.personId !== person.personId)
      throw refusals.noSuchDevice(device.serialNumber);
    return {
      userName: person.kind === "root" ? (person.accountId as string) : person.name,
      serialNumber: device.serialNumber as string,
      enableDate: device.assignment.enabledAt,
    };
  },
  record: { request: ["serialNumber", "userName"] },
});
