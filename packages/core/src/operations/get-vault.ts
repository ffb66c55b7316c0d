import { defineOperation } from "../operation.ts";
import { blob, optional, struct } from "../schema/schema.ts";
import { requireLiving } from "../session/authenticate.ts";
import { requireVaultDevice } from "../vault-sync/require-vault-device.ts";
import { vaultRevision } from "./members.ts";

export const getVault = defineOperation({
  name: "GetVault",
  kind: "device",
  summary: "The vault that is stored for the device's person, unless the device has this revision.",
  readOnly: true,
  callers: ["vaultDevice"],
  input: struct({ unlessRevision: optional(vaultRevision) }),
  /** Without a revision: none is stored. Without content: the device has it. */
  output: struct({ revision: optional(vaultRevision), content: optional(blob) }),
  permissions: () => [],
  run: async ({ tx, caller, input, now }) => {
    // Other readers may be a moment behind; a device that was removed reads nothing more.
    const { person } = requireVaultDevice(await requireLiving(tx, caller, now));
    const stored = await tx.vaults.describe(person);
    if (stored === undefined) return {};
    const { revision } = stored;
    if (revision === input.unlessRevision) return { revision };
    return { revision, content: (await tx.vaults.find(person))?.content };
  },
  record: { request: [] },
});
