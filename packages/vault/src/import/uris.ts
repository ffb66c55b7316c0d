import { AddFault } from "../add/fault.ts";
import {
  collectBatch,
  isMigrationUri,
  type MigrationProgress,
  parseMigrationUri,
} from "../add/migration.ts";
import { findUris, readFoundUri } from "../add/uri-list.ts";
import { type Findings, sortFindings } from "../draft.ts";
import { ImportFault } from "./fault.ts";
import type { ImportFormat } from "./format.ts";

/** Lists of otpauth addresses: Ente's plain export, KeePassXC's CSV, and everybody's text files. */
export const otpauthList: ImportFormat = {
  name: "otpauth",
  recognizes: ({ text }) => findUris(text ?? "").length > 0,
  isSealed: () => false,
  read: async ({ text = "" }) => {
    if (isBrokenTable(text)) throw new ImportFault("truncated");
    const uris = findUris(text).filter((uri) => !isMigrationUri(uri));
    return sortFindings(uris.map(readFoundUri));
  },
};

/** Whether this begins as KeePassXC's CSV does, and its last row has not as many fields as the first. */
function isBrokenTable(text: string): boolean {
  if (!text.startsWith('"Group","Title",')) return false;
  const rows = text
    .replaceAll(/"(?:[^"]|"")*"/g, "")
    .trimEnd()
    .split(/\r?\n/);
  return rows.at(-1) !== rows[0]; // of a row that is whole, the commas are left
}

/** The texts of Google's export codes, one a line, with other addresses among them where there are. */
export const google: ImportFormat = {
  name: "google",
  recognizes: ({ text }) => findUris(text ?? "").some(isMigrationUri),
  isSealed: () => false,
  read: async (source, ...opening): Promise<Findings> => {
    const migration = readBatches(findUris(source.text ?? "").filter(isMigrationUri));
    const others = await otpauthList.read(source, ...opening);
    return {
      drafts: [...migration.drafts, ...others.drafts],
      refused: [...migration.refused, ...others.refused],
    };
  },
};

/** A code that is missing would be accounts lost unseen, so the export must be whole. */
function readBatches(uris: readonly string[]): Findings {
  try {
    const exports = new Map<string, MigrationProgress>();
    for (const batch of uris.map(parseMigrationUri)) {
      exports.set(batch.exportId, collectBatch(exports.get(batch.exportId), batch));
    }
    const all = [...exports.values()];
    if (all.some(({ isComplete }) => !isComplete)) throw new ImportFault("truncated");
    return {
      drafts: all.flatMap(({ drafts }) => drafts),
      refused: all.flatMap(({ refused }) => refused),
    };
  } catch (error) {
    throw error instanceof AddFault ? new ImportFault("damaged", { cause: error }) : error;
  }
}
