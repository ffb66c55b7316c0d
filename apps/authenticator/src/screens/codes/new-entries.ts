import type { EntryId } from "@sallyport/vault";
import { createStore, useStore } from "../../store.ts";

const fresh = createStore<ReadonlySet<EntryId>>(new Set());
const freshMs = 6000;

/** Marks entries that were added just now, so that they are found among many. */
export function markNew(ids: readonly EntryId[]): void {
  const marked = new Set(ids);
  fresh.set(marked);
  setTimeout(() => {
    if (fresh.get() === marked) fresh.set(new Set());
  }, freshMs);
}

export function useNewEntries(): ReadonlySet<EntryId> {
  return useStore(fresh);
}
