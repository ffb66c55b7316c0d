/** What an import would do, for the person to look at; and then doing it. */

import type { Refused } from "../draft.ts";
import { restoreEntry } from "../entry/change.ts";
import { addDrafts, putItem } from "../entry/contents.ts";
import { entriesByKey, fingerprintOf } from "../entry/duplicates.ts";
import type { Entry, EntryDraft, EntryId, VaultContents } from "../entry/entry.ts";

export interface ImportPreview {
  readonly added: readonly EntryDraft[];
  /** They are in the trash, and would be taken out of it as they were. */
  readonly restored: readonly { readonly draft: EntryDraft; readonly existing: Entry }[];
  /** They are there already, or stand twice in what is imported. */
  readonly duplicates: readonly { readonly draft: EntryDraft; readonly existing?: Entry }[];
  readonly refused: readonly Refused[];
}

/** Compares what was read with what is there. */
export function previewImport(
  {
    drafts,
    refused,
  }: { readonly drafts: readonly EntryDraft[]; readonly refused: readonly Refused[] },
  contents: VaultContents,
): ImportPreview {
  const added: EntryDraft[] = [];
  const restored: { draft: EntryDraft; existing: Entry }[] = [];
  const duplicates: { draft: EntryDraft; existing?: Entry }[] = [];
  const known = entriesByKey(contents);
  const seen = new Set<string>();
  for (const draft of drafts) {
    const fingerprint = fingerprintOf(draft);
    const existing = known.get(fingerprint);
    if (seen.has(fingerprint)) duplicates.push({ draft });
    else if (existing === undefined) added.push(draft);
    else if (existing.deletedAt === undefined) duplicates.push({ draft, existing });
    else restored.push({ draft, existing });
    seen.add(fingerprint);
  }
  return { added, restored, duplicates, refused };
}

/** Does what the preview says. Nothing that was there is lost or changed, but what comes out of the trash. */
export function applyImport(
  contents: VaultContents,
  { added, restored }: Pick<ImportPreview, "added" | "restored">,
  { atMs, newId }: { readonly atMs: number; readonly newId: () => EntryId },
): VaultContents {
  const withRestored = restored.reduce(
    (before, { existing }) => putItem(before, restoreEntry(existing, atMs)),
    contents,
  );
  return addDrafts(withRestored, added, { atMs, newId });
}
