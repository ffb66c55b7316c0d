/**
 * The engine of the authenticator, for the app in a browser and for the command line: entries and their codes, the sealed
 * vault, merging, what a person adds, imports and exports. It stores nothing, draws nothing and knows no clock: whoever
 * calls brings the instant, and keeps the bytes.
 */

export { AddFault, type AddFaultCode } from "./add/fault.ts";
export {
  collectBatch,
  type MigrationBatch,
  type MigrationProgress,
  parseMigrationUri,
} from "./add/migration.ts";
export { type AddedText, readText } from "./add/read-text.ts";
export { parseTypedKey, type TypedKey } from "./add/typed-key.ts";
export { type Bytes, type RandomBytes, systemRandom } from "./bytes.ts";
export type { Findings, RefusalReason, Refused } from "./draft.ts";
export {
  changeEntry,
  type EntryChanges,
  eraseEntry,
  makeEntry,
  markUsed,
  restoreEntry,
  trashEntry,
} from "./entry/change.ts";
export { type Codes, codeFor, codesAt, counterAfter } from "./entry/codes.ts";
export { addDrafts, entriesOf, putItem, trashOf } from "./entry/contents.ts";
export { entriesByKey, findDuplicate, fingerprintOf } from "./entry/duplicates.ts";
export {
  type Entry,
  type EntryDescription,
  type EntryDraft,
  type EntryId,
  type Erased,
  emptyContents,
  type Item,
  isEntry,
  isEntryId,
  letterOf,
  newEntryId,
  type OtpKey,
  titleOf,
  type VaultContents,
} from "./entry/entry.ts";
export { isShortKey } from "./entry/key-length.ts";
export { exportPlain, exportSealed, uriOf } from "./export/export.ts";
export { ImportFault, type ImportFaultCode } from "./import/fault.ts";
export type { ImportFormatName } from "./import/format.ts";
export { applyImport, type ImportPreview, previewImport } from "./import/preview.ts";
export {
  type ImportReading,
  type RecognizedImport,
  readImport,
  recognizeImport,
} from "./import/read-import.ts";
export { type JoinPreview, joinContents, previewJoin } from "./join.ts";
export { merge } from "./merge.ts";
export { type Argon2Cost, type ScryptCost, type SlowHashes, slowHashes } from "./slow-hashes.ts";
export { SyncFault, type SyncFaultCode } from "./sync/fault.ts";
export { usualCost } from "./vault/argon2.ts";
export { type BesidePurpose, openBeside, sealBeside } from "./vault/beside.ts";
export { VaultFault, type VaultFaultCode } from "./vault/fault.ts";
export { isVault, type SlotHead } from "./vault/format.ts";
export type { Credential, Way } from "./vault/slots.ts";
export {
  addWay,
  createVault,
  isSameVault,
  mergeVaults,
  type OpenVault,
  openAgain,
  openVault,
  removeWay,
  sealVault,
  waysInto,
  withContents,
} from "./vault/vault.ts";
