/**
 * What a person keeps in an authenticator. Everything here is a read-only value: a change makes a new one. Instants are
 * milliseconds since 1970 and always come from the caller.
 */

import type { Digits, HashName } from "@sallyport/otp";
import type { Bytes } from "../bytes.ts";

declare const brand: unique symbol;

/** Names one entry on all devices; random, and never used for another. */
export type EntryId = string & { readonly [brand]: "EntryId" };

interface KeyCommon {
  /** At least one byte. */
  readonly secret: Bytes;
  readonly hash: HashName;
  readonly digits: Digits;
}

/** What codes are made from. Under one id it never changes: another key is another entry. */
export type OtpKey =
  | (KeyCommon & { readonly kind: "totp"; readonly periodSeconds: number })
  /** `counter` belongs to the code that is used next. */
  | (KeyCommon & { readonly kind: "hotp"; readonly counter: number });

/** What a person sees of an entry, and may change. */
export interface EntryDescription {
  /** Who issued the key; empty where nobody said. */
  readonly issuer: string;
  /** Whose key it is; empty where nobody said. */
  readonly account: string;
  /** What the person calls it instead. */
  readonly name?: string;
  readonly group?: string;
  /** The name of a picture that the app brings with it. */
  readonly icon?: string;
  /** The name of the colour behind the letter. */
  readonly colour?: string;
  readonly notes?: string;
}

/** An entry that is not in a vault yet: typed, scanned or read from a file. */
export type EntryDraft = OtpKey & EntryDescription & { readonly usedAt?: number };

interface Bookkeeping {
  readonly id: EntryId;
  /** Where it stands when the person orders by hand; equal numbers by id. */
  readonly order: number;
  readonly createdAt: number;
  /** When a code of it was last copied. */
  readonly usedAt?: number;
  /** When it was put into the trash, from which it can be taken back. */
  readonly deletedAt?: number;
  /** When the person last changed it; {@link merge} keeps the later change. Use does not count as one. */
  readonly changedAt: number;
}

export type Entry = OtpKey & EntryDescription & Bookkeeping;

/** What remains of an entry that was deleted for good, so that no other device brings it back. */
export interface Erased {
  readonly kind: "erased";
  readonly id: EntryId;
  readonly changedAt: number;
  /** How far it was used: an entry that comes back after all does not repeat a code. */
  readonly counter: number;
  readonly usedAt?: number;
}

export type Item = Entry | Erased;

/** All that a vault seals. Each id is there once. */
export interface VaultContents {
  readonly items: readonly Item[];
}

export const emptyContents: VaultContents = { items: [] };

export function isEntry(item: Item): item is Entry {
  return item.kind !== "erased";
}

/** A fresh id. */
export function newEntryId(): EntryId {
  return crypto.randomUUID() as EntryId;
}

/** Says whether this may be an entry's id: as long as one of ours, or anything alike. */
export function isEntryId(text: string): text is EntryId {
  return /^[\w-]{8,64}$/.test(text);
}

/** What to call an entry in one line. */
export function titleOf({ name, issuer, account }: EntryDescription): string {
  if (name !== undefined) return name;
  if (issuer === "") return account;
  return account === "" ? issuer : `${issuer} (${account})`;
}

/** The letter to show where there is no picture. */
export function letterOf(described: EntryDescription): string {
  const [first] = new Intl.Segmenter().segment(titleOf(described).trim());
  return first?.segment.toLocaleUpperCase() ?? "?";
}
