import type { Tag } from "../api/types.ts";

export const tagQuota = 50;

/** What must be done to turn one set of tags into another. */
export function changedTags(before: readonly Tag[], after: readonly Tag[]) {
  const oldValues = new Map(before.map(({ key, value }) => [key, value]));
  const newKeys = new Set(after.map(({ key }) => key));
  return {
    set: after.filter(({ key, value }) => oldValues.get(key) !== value),
    remove: before.map(({ key }) => key).filter((key) => !newKeys.has(key)),
  };
}

/** The tags as they are typed, without rows left wholly empty. */
export function withoutEmptyTags(tags: readonly Tag[]): readonly Tag[] {
  return tags.filter(({ key, value }) => key !== "" || value !== "");
}

/** Which rows name a key that an earlier row has named, regardless of case as IAM compares them. */
export function repeatedKeys(tags: readonly Tag[]): ReadonlySet<number> {
  const seen = new Set<string>();
  const repeated = new Set<number>();
  for (const [index, { key }] of tags.entries()) {
    const folded = key.toLowerCase();
    if (folded === "") continue;
    if (seen.has(folded)) repeated.add(index);
    seen.add(folded);
  }
  return repeated;
}
