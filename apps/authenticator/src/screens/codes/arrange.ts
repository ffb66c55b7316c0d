/** Which entries the codes screen shows, and in which order. */

import { type Entry, type EntryId, titleOf } from "@sallyport/vault";
import type { Settings } from "../../settings.ts";

export interface Wish {
  /** Words that must all be somewhere in an entry. */
  readonly search: string;
  /** Undefined: all. */
  readonly group: string | undefined;
  readonly sorting: Settings["sorting"];
}

export function arrange(entries: readonly Entry[], wish: Wish): readonly Entry[] {
  const words = wish.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const isWanted = (entry: Entry) =>
    (wish.group === undefined || entry.group === wish.group) &&
    words.every((word) => textOf(entry).includes(word));
  return entries.filter(isWanted).sort(sorters[wish.sorting]);
}

/** Every group that some entry is in. */
export function groupsOf(entries: readonly Entry[]): readonly string[] {
  const names = entries.flatMap(({ group }) => (group === undefined ? [] : [group]));
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}

const sorters = {
  hand: () => 0, // as they come: in the order of the vault
  use: (a: Entry, b: Entry) => (b.usedAt ?? 0) - (a.usedAt ?? 0),
  name: (a: Entry, b: Entry) => titleOf(a).localeCompare(titleOf(b)),
} as const satisfies Record<Settings["sorting"], (a: Entry, b: Entry) => number>;

function textOf({ name = "", issuer, account, group = "", notes = "" }: Entry): string {
  return [name, issuer, account, group, notes].join("\n").toLocaleLowerCase();
}

/** The new order of those entries that change theirs when one is put before another, or at the end. */
export function moveBefore(
  entries: readonly Entry[],
  moved: EntryId,
  before: EntryId | undefined,
): readonly { readonly id: EntryId; readonly order: number }[] {
  const others = entries.filter(({ id }) => id !== moved);
  const at = before === undefined ? others.length : others.findIndex(({ id }) => id === before);
  if (at < 0 || others.length === entries.length || before === moved) return [];
  const low = others[at - 1]?.order ?? (others[at]?.order ?? 0) - 2;
  const high = others[at]?.order ?? low + 2;
  const middle = (low + high) / 2;
  if (low < middle && middle < high) return [{ id: moved, order: middle }];
  // No number lies between the two any more: number all anew.
  const ids = others.map(({ id }) => id).toSpliced(at, 0, moved);
  return ids.map((id, order) => ({ id, order }));
}
