import { type Entry, type EntryId, type Item, isEntry, putItem } from "@sallyport/vault";
import { useSession } from "./vault-context.tsx";

/** Changes one entry of the vault, as it is at that moment. */
export function useChangeEntry(id: EntryId): (change: (entry: Entry) => Item) => void {
  const session = useSession();
  return (change) => {
    void session.change((contents) => {
      const entry = contents.items.filter(isEntry).find((item) => item.id === id);
      return entry === undefined ? contents : putItem(contents, change(entry));
    });
  };
}
