import {
  applyImport,
  type EntryDraft,
  type EntryId,
  type Findings,
  isShortKey,
  newEntryId,
  previewImport,
  titleOf,
} from "@sallyport/vault";
import { type ReactNode, useState } from "react";
import { now } from "../../clock/clock.ts";
import { t, tCount } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { say } from "../../ui/toasts.tsx";
import { useStoring } from "../../vault/use-storing.ts";
import { useOpenVault } from "../../vault/vault-context.tsx";
import { Avatar } from "../codes/avatar.tsx";
import { markNew } from "../codes/new-entries.ts";

/** What would be added, before anything is. */
export function Preview({
  findings,
  onDone,
  onCancel,
}: {
  readonly findings: Findings;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const [store] = useStoring();
  const { contents } = useOpenVault();
  const [preview] = useState(() => previewImport(findings, contents));
  const { added, restored, duplicates, refused } = preview;
  const count = added.length + restored.length;
  const apply = () => {
    const ids: EntryId[] = restored.map(({ existing }) => existing.id);
    const newId = () => {
      const id = newEntryId();
      ids.push(id);
      return id;
    };
    const atMs = now();
    store(
      (current) => applyImport(current, preview, { atMs, newId }),
      (isStored) => {
        markNew(ids);
        if (isStored) say(tCount("preview.done", count));
        onDone();
      },
    );
  };
  return (
    <div className="card preview">
      <h2>{tCount("preview.title", count)}</h2>
      <Drafts title={tCount("preview.added", added.length)} drafts={added} />
      <Drafts
        title={tCount("preview.restored", restored.length)}
        drafts={restored.map(({ draft }) => draft)}
      />
      <Drafts
        title={tCount("preview.duplicates", duplicates.length)}
        drafts={duplicates.map(({ draft }) => draft)}
      />
      <Listed title={tCount("preview.refused", refused.length)} count={refused.length}>
        {refused.map(({ title, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same name and reason, and none ever moves
          <li key={index}>
            {t("preview.refusedLine", {
              title: title === "" ? t("preview.unnamed") : title,
              reason: t(`fault.add.${reason}`),
            })}
          </li>
        ))}
      </Listed>
      <div className="buttons">
        <Button onClick={onCancel}>{t("action.cancel")}</Button>
        <Button look="primary" onClick={apply} disabled={count === 0}>
          {tCount("preview.add", count)}
        </Button>
      </div>
    </div>
  );
}

function Drafts({
  title,
  drafts,
}: {
  readonly title: string;
  readonly drafts: readonly EntryDraft[];
}) {
  return (
    <Listed title={title} count={drafts.length}>
      {drafts.map((draft, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same account may stand twice in a file, and none ever moves
        <li key={index}>
          <Avatar entry={draft} /> {titleOf(draft)}
          {isShortKey(draft) ? <span className="caution">{t("key.short")}</span> : null}
        </li>
      ))}
    </Listed>
  );
}

function Listed({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <section className="preview-part">
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}
