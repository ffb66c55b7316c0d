import {
  changeEntry,
  type Entry,
  type EntryId,
  entriesOf,
  isEntry,
  putItem,
  titleOf,
} from "@sallyport/vault";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { IconButton } from "../../ui/button.tsx";
import { useOpenVault, useSession } from "../../vault/vault-context.tsx";
import { moveBefore } from "./arrange.ts";
import { EntryCard } from "./entry-card.tsx";
import { useNewEntries } from "./new-entries.ts";

/** The entries as cards. While the person orders them, each is moved by its handle: dragged, or with the arrow keys. */
export function EntryList({
  entries,
  isOrdering,
  onEdit,
}: {
  readonly entries: readonly Entry[];
  readonly isOrdering: boolean;
  readonly onEdit: (id: EntryId) => void;
}) {
  const fresh = useNewEntries();
  const handles = useHandles(entries);
  return (
    <ul className={isOrdering ? "entries is-ordering" : "entries"}>
      {entries.map((entry) => (
        <EntryCard
          key={entry.id}
          entry={entry}
          isNew={fresh.has(entry.id)}
          onEdit={() => onEdit(entry.id)}
          handle={
            isOrdering ? (
              <span className="handle">
                <IconButton
                  icon="drag"
                  label={t("codes.move", { title: titleOf(entry) })}
                  {...handles.of(entry)}
                />
              </span>
            ) : undefined
          }
        />
      ))}
      <li className="for-ears" aria-live="polite">
        {handles.said}
      </li>
    </ul>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

function useHandles(entries: readonly Entry[]) {
  const session = useSession();
  const { contents } = useOpenVault();
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<EntryId>();

  const moveTo = (entry: Entry, index: number) => {
    const others = entries.filter(({ id }) => id !== entry.id);
    if (index < 0 || index > others.length) return;
    const before = others[index]?.id;
    const all = entriesOf(contents);
    const atMs = now();
    const changes = moveBefore(all, entry.id, before);
    void session.change((current) =>
      changes.reduce((changed, { id, order }) => {
        const item = changed.items.filter(isEntry).find((each) => each.id === id);
        return item === undefined ? changed : putItem(changed, changeEntry(item, { order }, atMs));
      }, current),
    );
    setSaid(t("codes.moved", { position: index + 1, count: entries.length }));
  };

  const of = (entry: Entry) => ({
    onKeyDown(event: KeyboardEvent) {
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      moveTo(entry, entries.indexOf(entry) + step);
    },
    onPointerDown(event: PointerEvent) {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged(entry.id);
    },
    onPointerMove(event: PointerEvent) {
      if (dragged !== entry.id) return;
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const over = under?.closest<HTMLElement>("[data-entry]")?.dataset["entry"];
      const index = entries.findIndex(({ id }) => id === over);
      if (index >= 0 && index !== entries.indexOf(entry)) moveTo(entry, index);
    },
    onPointerUp: () => setDragged(undefined),
    onPointerCancel: () => setDragged(undefined),
  });
  return { of, said };
}
