/**
 * Every change that a person makes to an entry. Each moves `changedAt` forward, even where the device's clock went back:
 * a change always beats what it was made from.
 */

import { counterAfter } from "./codes.ts";
import type { Entry, EntryDescription, EntryDraft, EntryId, Erased, Item } from "./entry.ts";

/** What can be changed: texts, and the place in the list. `undefined` takes a text away. */
export type EntryChanges = {
  readonly [K in keyof EntryDescription]?: EntryDescription[K] | undefined;
} & { readonly order?: number };

/** Makes an entry of a draft. */
export function makeEntry(
  draft: EntryDraft,
  { id, order, atMs }: { readonly id: EntryId; readonly order: number; readonly atMs: number },
): Entry {
  return { ...draft, id, order, createdAt: atMs, changedAt: atMs };
}

export function changeEntry(entry: Entry, changes: EntryChanges, atMs: number): Entry {
  const merged = { ...entry, ...changes, ...stamp(entry, atMs) };
  const { issuer = "", account = "", order = entry.order } = merged;
  return withoutUndefined({ ...merged, issuer, account, order });
}

/** Into the trash. */
export function trashEntry(entry: Entry, atMs: number): Entry {
  return { ...entry, ...stamp(entry, atMs), deletedAt: atMs };
}

/** Out of the trash. */
export function restoreEntry(entry: Entry, atMs: number): Entry {
  const { deletedAt: _, ...rest } = entry;
  return { ...rest, ...stamp(entry, atMs) };
}

/** Gone for good: the key is not in what remains. */
export function eraseEntry(entry: Entry, atMs: number): Erased {
  return {
    kind: "erased",
    id: entry.id,
    ...stamp(entry, atMs),
    counter: entry.kind === "hotp" ? entry.counter : 0,
    ...(entry.usedAt !== undefined && { usedAt: entry.usedAt }),
  };
}

/** Notes that a code was used; the counter of a HOTP entry moves on, so that its next code is shown. */
export function markUsed(entry: Entry, atMs: number): Entry {
  const usedAt = Math.max(entry.usedAt ?? 0, atMs);
  return entry.kind === "hotp"
    ? { ...entry, counter: counterAfter(entry.counter), usedAt }
    : { ...entry, usedAt };
}

function stamp(before: Item, atMs: number): { readonly changedAt: number } {
  return { changedAt: Math.max(atMs, before.changedAt + 1) };
}

function withoutUndefined<T extends object>(
  value: T,
): {
  [K in keyof T]: Exclude<T[K], undefined>;
} {
  const known = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]: Exclude<T[K], undefined> };
}
