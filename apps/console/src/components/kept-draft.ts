import { useCallback, useEffect, useState } from "react";

/** What somebody is filling in, kept in this tab over a reload of the page. */
export interface DraftKind<Draft extends object> {
  /** Under which the tab keeps it; after it, whose account it is for. */
  readonly key: string;
  readonly empty: Draft;
  /** Whether what was kept is a draft still: it may be of an older version. */
  readonly hasShape: (draft: Draft) => boolean;
  /** Without what must not be kept, such as a password that was typed. */
  readonly withoutSecrets?: (draft: Draft) => Draft;
}

/** The text that is kept of a draft. */
export function draftToKeep<Draft extends object>(kind: DraftKind<Draft>, draft: Draft): string {
  return JSON.stringify(kind.withoutSecrets?.(draft) ?? draft);
}

/** A draft that was kept, or an empty one where it makes no sense. */
export function keptDraft<Draft extends object>(
  { empty, hasShape }: DraftKind<Draft>,
  kept: string | null,
): Draft {
  try {
    const draft = { ...empty, ...(JSON.parse(kept ?? "{}") as Partial<Draft>) };
    return kept !== null && hasShape(draft) ? draft : empty;
  } catch {
    return empty;
  }
}

/** The draft, how it is changed, and how it is forgotten: once it is done or cancelled. */
export function useKeptDraft<Draft extends object>(kind: DraftKind<Draft>, accountId: string) {
  const key = `sallyport.${kind.key}.${accountId}`;
  const [draft, setDraft] = useState(() => keptDraft(kind, storage()?.getItem(key) ?? null));
  useEffect(() => {
    if (draft !== kind.empty) keep(key, draftToKeep(kind, draft));
  }, [draft, kind, key]);
  const forget = useCallback(() => storage()?.removeItem(key), [key]);
  return [draft, setDraft, forget] as const;
}

/** A browser may refuse its memory: then a reload begins anew, and nothing breaks. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

function keep(key: string, text: string): void {
  try {
    storage()?.setItem(key, text);
  } catch {
    // full: kept nowhere
  }
}

export const isText = (value: unknown): value is string => typeof value === "string";

export const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

export const areTags = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (tag: { key?: unknown; value?: unknown } | null) => isText(tag?.key) && isText(tag.value),
  );
