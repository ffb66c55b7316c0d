// Pages go by key: the rows after the last one seen. Prefixes become ranges of the same keys, so that nothing in them has
// a meaning of its own (as `%` and `_` would have in LIKE) and the index does the work.

import { type Instant, instant, type PageRequest } from "@sallyport/core";

/** Sorts after every character that a name may hold. */
const LAST = "\u{10FFFF}";

/** Sorts before every character that a name may hold. */
const FIRST = " ";

/**
 * The first key of a page of names that begin with a prefix; root's empty name is never among them. One bound, for SQLite begins
 * a range at one alone and tests the others row by row: with several, a later page would read all before it once more.
 */
export function firstName(page: PageRequest, prefix: string): string {
  const start = prefix || FIRST;
  const next = page.after === undefined ? "" : page.after + FIRST;
  return next > start ? next : start;
}

/** The same from the other end: every key of the page is less than this. */
export function lastName(page: PageRequest, prefix: string): string {
  const end = prefixEnd(prefix);
  return page.after !== undefined && page.after < end ? page.after : end;
}

/** Where a page starts in ascending order: every key sorts after "". */
export function startOf(page: PageRequest): string {
  return page.after ?? "";
}

/** The texts that begin with the prefix are those from the prefix itself to this. */
export function prefixEnd(prefix: string): string {
  return prefix + LAST;
}

/** A key of a moment and a name, `<15 digits>/<name>`, apart; `undefined` stands before (or after) all of them. */
export function momentKey(page: PageRequest, descending: boolean): MomentKey {
  if (page.after === undefined) return descending ? lastMoment : firstMoment;
  const slash = page.after.indexOf("/");
  const at = Number(page.after.slice(0, slash));
  // A mark that is no key of ours has nothing after it.
  if (slash < 0 || !Number.isSafeInteger(at)) return descending ? firstMoment : lastMoment;
  return { at: instant(at), name: page.after.slice(slash + 1) };
}

interface MomentKey {
  readonly at: Instant;
  readonly name: string;
}

const firstMoment: MomentKey = { at: instant(-1), name: "" };
const lastMoment: MomentKey = { at: instant(Number.MAX_SAFE_INTEGER), name: LAST };
