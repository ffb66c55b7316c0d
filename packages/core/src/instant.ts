// The only file of the core that knows `Date`: everything else takes an instant as an argument,
// so that a test can stand at any second.

declare const instantBrand: unique symbol;

/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantBrand]: "Instant" };

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant that many milliseconds after the epoch. */
export function instant(milliseconds: number): Instant {
  return Math.trunc(milliseconds) as Instant;
}

/** The instant that many milliseconds later (or earlier, when negative). */
export function later(from: Instant, milliseconds: number): Instant {
  return instant(from + milliseconds);
}

/** Whole seconds from `now` until `then`, rounded up, never below 0: what "wait N seconds" says. */
export function secondsUntil(then: Instant, now: Instant): number {
  return Math.max(0, Math.ceil((then - now) / SECOND));
}

/** AWS's wire form, whole seconds: `2026-11-24T06:46:08Z`. */
export function toIso(at: Instant): string {
  // biome-ignore lint/style/noRestrictedGlobals: this is the one file that may
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

const isoDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

/** A W3C date and time (a profile of ISO 8601), or a date alone, which is its midnight in UTC; undefined for anything else. */
export function parseInstant(text: string): Instant | undefined {
  if (!isoDate.test(text)) return undefined;
  // biome-ignore lint/style/noRestrictedGlobals: this is the one file that may
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : instant(milliseconds);
}
