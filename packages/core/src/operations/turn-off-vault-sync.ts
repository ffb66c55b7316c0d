import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { endVaultSync } from "../vault-sync/end-vault-sync.ts";
import { nothing } from "./members.ts";

export const turnOffVaultSync = defineOperation({
  name: "TurnOffVaultSync",
  kind: "console",
  summary:
    "Removes all devices that sync the caller's own authenticator, and deletes the stored vault. What is on the devices stays there.",
  readOnly: false,
  input: struct({}),
  output: nothing,
  locate: ({ tx, caller }) => locateUserOrSelf(tx, caller, undefined),
  permissions: ({ found }) => on(found, "sallyport:ManageOwnVaultSync"),
  run: async ({ tx, found }) => {
    await endVaultSync(tx, requirePerson(found));
    return {};
  },
  record: { request: [] },
});
