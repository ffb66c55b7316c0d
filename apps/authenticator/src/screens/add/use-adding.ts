import {
  type AddedText,
  addDrafts,
  collectBatch,
  type EntryDraft,
  type Findings,
  findDuplicate,
  isShortKey,
  type MigrationProgress,
  newEntryId,
  putItem,
  type Refused,
  restoreEntry,
  titleOf,
} from "@sallyport/vault";
import { useCallback, useRef, useState } from "react";
import { now } from "../../clock/clock.ts";
import { faultText } from "../../i18n/fault-text.ts";
import { t } from "../../i18n/t.ts";
import { go } from "../../routes.ts";
import { say } from "../../ui/toasts.tsx";
import { useStoring } from "../../vault/use-storing.ts";
import { useOpenVault } from "../../vault/vault-context.tsx";
import { markNew } from "../codes/new-entries.ts";

/** What the person is asked before an account is added after all. */
export interface Doubt {
  readonly kind: "duplicate" | "shortKey";
  readonly draft: EntryDraft;
  /** The account that is there already; else the new one. */
  readonly title: string;
  readonly onAddAnyway: () => void;
}

/**
 * What becomes of something that was scanned or typed: one account that is new is added at once, several are shown first, and
 * one that is there already, or whose key is short, is asked about.
 */
export function useAdding() {
  const [store, isStoring] = useStoring();
  const { contents } = useOpenVault();
  const [fault, onFault] = useState<string>();
  const [doubt, setDoubt] = useState<Doubt>();
  const [findings, setFindings] = useState<Findings>();
  const [progress, setProgress] = useState<MigrationProgress>();
  const collected = useRef<MigrationProgress>(undefined);

  const forget = useCallback(() => {
    onFault(undefined);
    setDoubt(undefined);
    setFindings(undefined);
    setProgress(undefined);
    collected.current = undefined;
  }, []);

  const put = useCallback(
    (draft: EntryDraft) => {
      const id = newEntryId();
      const atMs = now();
      store(
        (current) => addDrafts(current, [draft], { atMs, newId: () => id }),
        (isStored) => {
          markNew([id]);
          if (isStored) say(t("add.added", { title: titleOf(draft) }));
          go("codes");
        },
      );
    },
    [store],
  );

  const addOne = useCallback(
    (draft: EntryDraft) => {
      const existing = findDuplicate(draft, contents);
      const onAddAnyway = () => put(draft);
      if (existing === undefined) {
        if (!isShortKey(draft)) return put(draft);
        return setDoubt({ kind: "shortKey", draft, title: titleOf(draft), onAddAnyway });
      }
      const title = titleOf(existing);
      if (existing.deletedAt === undefined) {
        return setDoubt({ kind: "duplicate", draft, title, onAddAnyway });
      }
      store(
        (current) => putItem(current, restoreEntry(existing, now())),
        (isStored) => {
          markNew([existing.id]);
          if (isStored) say(t("add.restored", { title }));
          go("codes");
        },
      );
    },
    [contents, put, store],
  );

  const add = useCallback(
    (read: Exclude<AddedText, { kind: "key" }>) => {
      if (isStoring.current) return; // a camera sees the same code again
      onFault(undefined);
      setDoubt(undefined);
      if (read.kind === "accounts") {
        const [only] = read.drafts;
        const isOne = read.drafts.length === 1 && read.refused.length === 0;
        const [faulty] = read.refused;
        if (isOne && only !== undefined) addOne(only);
        else if (read.drafts.length === 0 && read.refused.length === 1 && faulty !== undefined) {
          onFault(refusalText(faulty));
        } else setFindings(read);
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
    [addOne, isStoring],
  );

  const takeIncomplete = () => {
    setFindings(collected.current);
    setProgress(undefined);
  };
  return { add, fault, onFault, doubt, findings, progress, takeIncomplete, forget };
}

/** What keeps this account from being added, as a sentence. */
function refusalText({ title, reason }: Refused): string {
  const named = title === "" ? t("preview.unnamed") : title;
  return t("preview.refusedLine", { title: named, reason: t(`fault.add.${reason}`) });
}

/** Accounts that stood beside the codes of an export, in one text. */
function withOthers(collected: Findings, beside: Findings): Findings {
  return {
    drafts: [...collected.drafts, ...beside.drafts],
    refused: [...collected.refused, ...beside.refused],
  };
}
