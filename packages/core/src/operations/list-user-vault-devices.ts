import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { userName } from "./members.ts";
import { renderVaultDevices, vaultDeviceList } from "./vault-device-members.ts";

export const listUserVaultDevices = defineOperation({
  name: "ListUserVaultDevices",
  kind: "view",
  summary: "The devices that sync a user's authenticator, for whoever manages that user.",
  readOnly: true,
  input: struct({ userName }),
  output: struct({ devices: vaultDeviceList }),
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "sallyport:ListUserVaultDevices"),
  run: async ({ tx, found }) => ({
    devices: renderVaultDevices(await tx.vaultDevices.listOf(requirePerson(found))),
  }),
  record: { request: ["userName"] },
});
