/**
 * Puts the contents of two devices together, entry by entry. It does not matter in which order, how often or by which way
 * round devices do so: all end with the same (it is commutative, associative and idempotent), and an old copy that is
 * merged in takes nothing back.
 *
 * Of one entry the later change wins, deletion too. How far it was used is kept apart from that: a counter never goes
 * back, whoever renamed the entry meanwhile.
 */

import type { Item, VaultContents } from "./entry/entry.ts";
import { writeItem } from "./vault/contents-json.ts";

export function merge(a: VaultContents, b: VaultContents): VaultContents {
  const items = new Map<string, Item>();
  for (const item of [...a.items, ...b.items]) {
    const other = items.get(item.id);
    items.set(item.id, other === undefined ? item : mergeItem(other, item));
  }
  return { items: [...items.values()].sort((one, two) => (one.id < two.id ? -1 : 1)) };
}

function mergeItem(a: Item, b: Item): Item {
  const winner = isAfter(a, b) ? a : b;
  return withMarks(winner, {
    counter: Math.max(counterOf(a), counterOf(b)),
    usedAt: Math.max(a.usedAt ?? -1, b.usedAt ?? -1),
  });
}

/** Later; at the same instant an entry before its erasure, so that nothing is lost; else by their texts, for any order will do. */
function isAfter(a: Item, b: Item): boolean {
  if (a.changedAt !== b.changedAt) return a.changedAt > b.changedAt;
  const [aErased, bErased] = [a.kind === "erased", b.kind === "erased"];
  if (aErased !== bErased) return bErased;
  return textOf(a) > textOf(b);
}

/** All that a change can change; not how far it was used, which is merged apart. */
function textOf(item: Item): string {
  return JSON.stringify(writeItem(withMarks(item, { counter: 0, usedAt: -1 })));
}

function counterOf(item: Item): number {
  return item.kind === "totp" ? 0 : item.counter;
}

function withMarks(
  item: Item,
  { counter, usedAt }: { readonly counter: number; readonly usedAt: number },
): Item {
  const { usedAt: _, ...rest } = item;
  const used = usedAt < 0 ? {} : { usedAt };
  return rest.kind === "totp" ? { ...rest, ...used } : { ...rest, ...used, counter };
}
