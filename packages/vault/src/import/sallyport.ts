import { type Findings, refuse } from "../draft.ts";
import { entriesOf, trashOf } from "../entry/contents.ts";
import { type Entry, type EntryDraft, titleOf } from "../entry/entry.ts";
import type { SlowHashes } from "../slow-hashes.ts";
import { VaultFault, type VaultFaultCode } from "../vault/fault.ts";
import { isVault } from "../vault/format.ts";
import { openVault } from "../vault/vault.ts";
import { ImportFault, type ImportFaultCode } from "./fault.ts";
import type { ImportFormat } from "./format.ts";

/** Our own vault, which is our encrypted export too (docs/reference/vault.md). */
export const sallyport: ImportFormat = {
  name: "sallyport",
  recognizes: ({ bytes }) => isVault(bytes),
  isSealed: () => true,
  read: async ({ bytes }, passphrase, hashes): Promise<Findings> => {
    const { contents } = await open(bytes, passphrase, hashes);
    return {
      drafts: entriesOf(contents).map(toDraft),
      refused: trashOf(contents).map((entry) => refuse(titleOf(entry), "trashed")),
    };
  },
};

const faultOf: Partial<Record<VaultFaultCode, ImportFaultCode>> = {
  newerVersion: "unsupported",
  noSuchWay: "unsupported",
  wrongPassphrase: "wrongPassphrase",
  notEnoughMemory: "notEnoughMemory",
};

async function open(bytes: Uint8Array, passphrase: string, hashes: SlowHashes) {
  try {
    return await openVault(bytes, { kind: "passphrase", passphrase }, { hashes });
  } catch (error) {
    if (!(error instanceof VaultFault)) throw error;
    throw new ImportFault(faultOf[error.code] ?? "damaged", { cause: error });
  }
}

function toDraft(entry: Entry): EntryDraft {
  const { id: _id, order: _order, createdAt: _made, changedAt: _changed, ...rest } = entry;
  const { deletedAt: _deleted, ...draft } = rest;
  return draft;
}
