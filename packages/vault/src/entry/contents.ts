import { makeEntry } from "./change.ts";
import type { VaultContents } from "./entry.ts";
import { type Entry, type EntryDraft, type EntryId, type Item, isEntry } from "./entry.ts";

/** The entries that are not in the trash, as the person ordered them. */
export function entriesOf({ items }: VaultContents): readonly Entry[] {
  return items.filter(isEntry).filter(isInUse).sort(byOrder);
}

/** The entries in the trash, the last one first. */
export function trashOf({ items }: VaultContents): readonly Entry[] {
  return items
    .filter(isEntry)
    .filter((entry) => !isInUse(entry))
    .sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0));
}

/** Puts an item in the place of the one with its id, or after all others. */
export function putItem(contents: VaultContents, item: Item): VaultContents {
  const isThere = contents.items.some(({ id }) => id === item.id);
  const items = isThere
    ? contents.items.map((other) => (other.id === item.id ? item : other))
    : [...contents.items, item];
  return { items };
}

/** Adds drafts after all entries that are there. */
export function addDrafts(
  contents: VaultContents,
  drafts: readonly EntryDraft[],
  { atMs, newId }: { readonly atMs: number; readonly newId: () => EntryId },
): VaultContents {
  const last = Math.max(-1, ...contents.items.filter(isEntry).map(({ order }) => order));
  const added = drafts.map((draft, index) =>
    makeEntry(draft, { id: newId(), order: Math.floor(last) + 1 + index, atMs }),
  );
  return { items: [...contents.items, ...added] };
}

function isInUse({ deletedAt }: Entry): boolean {
  return deletedAt === undefined;
}

function byOrder(a: Entry, b: Entry): number {
  return a.order - b.order || (a.id < b.id ? -1 : 1);
}
