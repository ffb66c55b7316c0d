import { refusals } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { blob, optional, struct } from "../schema/schema.ts";
import { takeFromBucket } from "../throttle/source-bucket.ts";
import { storingBucket } from "../vault-sync/buckets.ts";
import { requireVaultDevice } from "../vault-sync/require-vault-device.ts";
import { checkVaultFile } from "../vault-sync/vault-file.ts";
import { vaultRevision } from "./members.ts";

export const putVault = defineOperation({
  name: "PutVault",
  kind: "device",
  summary:
    "Stores the sealed vault of the device's person in the place of the revision that the device has read, or as the first one.",
  readOnly: false,
  callers: ["vaultDevice"],
  input: struct({ content: blob, ifRevision: optional(vaultRevision) }),
  output: struct({ revision: vaultRevision }),
  permissions: () => [],
  prove: async ({ store, caller, input, settings, now, trail }) => {
    checkVaultFile(input.content, settings.quotas.vaultBytes);
    trail.additional = { bytes: input.content.byteLength };
    await takeFromBucket(store, storingBucket(requireVaultDevice(caller).device), now);
  },
  run: async ({ tx, caller, input, now }) => {
    const { accountId, personId } = requireVaultDevice(caller).person;
    const ref = { accountId, personId };
    const { content, ifRevision } = input;
    // Counted on from the clock, so that a vault that was deleted and stored anew never has a revision of the one before.
    const revision = Math.max(now, (ifRevision ?? 0) + 1);
    const vault = { ...ref, revision, storedAt: now, content };
    const stored =
      ifRevision === undefined
        ? await tx.vaults.insert(vault)
        : await tx.vaults.replace(vault, ifRevision);
    if (!stored) throw refusals.vaultChanged();
    return { revision };
  },
  record: { request: [], response: ["revision"] },
});
