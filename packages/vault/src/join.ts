/**
 * A device that has accounts of its own comes to a vault that other devices share. An account that both have stands there
 * under two ids, so it is known by its key.
 */

import { restoreEntry } from "./entry/change.ts";
import { entriesOf } from "./entry/contents.ts";
import { entriesByKey, fingerprintOf } from "./entry/duplicates.ts";
import { type Entry, type EntryId, type Item, isEntry, type VaultContents } from "./entry/entry.ts";
import { merge } from "./merge.ts";

/** How many accounts, those in the trash not counted. */
export interface JoinPreview {
  readonly here: number;
  readonly there: number;
  readonly both: number;
}

/** What joining would put together. */
export function previewJoin(own: VaultContents, shared: VaultContents): JoinPreview {
  const [here, there] = [entriesOf(own), entriesOf(shared)];
  const [ids, keys] = [new Set(there.map(({ id }) => id)), new Set(there.map(fingerprintOf))];
  const both = here.filter((entry) => ids.has(entry.id) || keys.has(fingerprintOf(entry)));
  return { here: here.length, there: there.length, both: both.length };
}

/**
 * The shared contents with all that the device has. An account of its own that is there already takes the id that it has
 * there, and the two become one by the rules of {@link merge}, except that one that is in use on either side stays in use.
 * The others come after those that are there.
 */
export function joinContents(
  own: VaultContents,
  shared: VaultContents,
  atMs: number,
): VaultContents {
  const known = entriesByKey(shared);
  const lastOrder = Math.max(-1, ...shared.items.filter(isEntry).map(({ order }) => order));
  const taken = new Set<EntryId>(own.items.map(({ id }) => id));
  const brought: Item[] = [];
  for (const item of own.items) {
    const there = isEntry(item) ? known.get(fingerprintOf(item)) : undefined;
    const same = shared.items.find(({ id }) => id === item.id);
    if (!isEntry(item)) brought.push(item);
    else if (same !== undefined) brought.push(inPlaceOf(same, item));
    else if (there === undefined || taken.has(there.id)) {
      brought.push({ ...item, order: lastOrder + 1 + item.order });
    } else {
      taken.add(there.id);
      brought.push(becomeOne(item, there, atMs));
    }
  }
  return merge(shared, { items: brought });
}

/** It was brought before: where it was put then, it stays. */
function inPlaceOf(there: Item, item: Entry): Entry {
  const isAsItWas = isEntry(there) && there.changedAt === item.changedAt;
  return isAsItWas ? { ...item, order: there.order } : item;
}

function becomeOne(own: Entry, there: Entry, atMs: number): Item {
  const [merged] = merge({ items: [{ ...own, id: there.id }] }, { items: [there] }).items;
  const wasInUse = own.deletedAt === undefined || there.deletedAt === undefined;
  if (merged === undefined || !isEntry(merged)) return there;
  return merged.deletedAt !== undefined && wasInUse ? restoreEntry(merged, atMs) : merged;
}
