/**
 * The engine of the authenticator, for the app in a browser and for the command line: entries and their codes, the sealed
 * vault, merging, what a person adds, imports and exports. It stores nothing, draws nothing and knows no clock: whoever
 * calls brings the instant, and keeps the bytes.
 */

export { type Bytes, type RandomBytes, systemRandom } from "./bytes.ts";
export {
  changeEntry,
  type EntryChanges,
  eraseEntry,
  makeEntry,
  restoreEntry,
  trashEntry,
  useEntry,
} from "./entry/change.ts";
export { type Codes, codeFor, codesAt, counterAfter } from "./entry/codes.ts";
export { addDrafts, entriesOf, putItem, trashOf } from "./entry/contents.ts";
export { findDuplicate, isSameKey } from "./entry/duplicates.ts";
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
export { merge } from "./merge.ts";
export { type Argon2Cost, usualCost } from "./vault/argon2.ts";
export { VaultFault, type VaultFaultCode } from "./vault/fault.ts";
export { isVault, type SlotHead } from "./vault/format.ts";
export type { Credential, Way } from "./vault/slots.ts";
export {
  addWay,
  createVault,
  type OpenVault,
  openVault,
  removeWay,
  sealVault,
  waysInto,
  withContents,
} from "./vault/vault.ts";
