import {
  type AddedText,
  addDrafts,
  collectBatch,
  type EntryDraft,
  type Findings,
  findDuplicate,
  type MigrationProgress,
  newEntryId,
  putItem,
  restoreEntry,
  titleOf,
} from "@sallyport/vault";
import { useCallback, useRef, useState } from "react";
import { now } from "../../clock/clock.ts";
import { faultText } from "../../i18n/fault-text.ts";
import { t } from "../../i18n/t.ts";
import { go } from "../../routes.ts";
import { say } from "../../ui/toasts.tsx";
import { useOpenVault, useSession } from "../../vault/vault-context.tsx";
import { markNew } from "../codes/new-entries.ts";

interface Duplicate {
  readonly title: string;
  readonly onAddAgain: () => void;
}

/**
 * What becomes of something that was scanned or typed: one account that is new is added at once, several are shown first, and
 * one that is there already is named.
 */
export function useAdding() {
  const session = useSession();
  const { contents } = useOpenVault();
  const [fault, onFault] = useState<string>();
  const [duplicate, setDuplicate] = useState<Duplicate>();
  const [findings, setFindings] = useState<Findings>();
  const [progress, setProgress] = useState<MigrationProgress>();
  const collected = useRef<MigrationProgress>(undefined);

  const forget = useCallback(() => {
    onFault(undefined);
    setDuplicate(undefined);
    setFindings(undefined);
    setProgress(undefined);
    collected.current = undefined;
  }, []);

  const put = useCallback(
    (draft: EntryDraft) => {
      const id = newEntryId();
      const atMs = now();
      void session.change((current) => addDrafts(current, [draft], { atMs, newId: () => id }));
      markNew([id]);
      say(t("add.added", { title: titleOf(draft) }));
      go("codes");
    },
    [session],
  );

  const addOne = useCallback(
    (draft: EntryDraft) => {
      const existing = findDuplicate(draft, contents);
      if (existing === undefined) return put(draft);
      const title = titleOf(existing);
      if (existing.deletedAt === undefined) {
        return setDuplicate({ title, onAddAgain: () => put(draft) });
      }
      void session.change((current) => putItem(current, restoreEntry(existing, now())));
      markNew([existing.id]);
      say(t("add.restored", { title }));
      go("codes");
    },
    [contents, put, session],
  );

  const add = useCallback(
    (read: Exclude<AddedText, { kind: "key" }>) => {
      onFault(undefined);
      setDuplicate(undefined);
      if (read.kind === "accounts") {
        const [only] = read.drafts;
        const isOne = read.drafts.length === 1 && read.refused.length === 0;
        if (isOne && only !== undefined) addOne(only);
        else setFindings(read);
        return;
      }
      try {
        const collecting = read.batches.reduce<MigrationProgress | undefined>(
          collectBatch,
          collected.current,
        );
        if (collecting === undefined) return;
        collected.current = collecting;
        setProgress(collecting.isComplete ? undefined : collecting);
        if (collecting.isComplete) setFindings(withOthers(collecting, read));
      } catch (error) {
        onFault(faultText(error));
      }
    },
    [addOne],
  );

  const takeIncomplete = () => {
    setFindings(collected.current);
    setProgress(undefined);
  };
  return { add, fault, onFault, duplicate, findings, progress, takeIncomplete, forget };
}

/** Accounts that stood beside the codes of an export, in one text. */
function withOthers(collected: Findings, beside: Findings): Findings {
  return {
    drafts: [...collected.drafts, ...beside.drafts],
    refused: [...collected.refused, ...beside.refused],
  };
}
