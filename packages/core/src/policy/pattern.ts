// Wildcard patterns: `*` is any run of characters, `?` any one. What comes before the first star and after the last has one place each;
// every piece between two stars is looked for once, from where the one before it ended. So a pattern costs no more than its length and,
// for each character of the text, a step for every 32 of a piece: neither `*a*a*a*…` nor `*aaaa…b*` takes time without end.

/** Code units, and two marks for the wildcards. */
export type Pattern = readonly number[];

const anyRun = -1;
const anyOne = -2;

/** A pattern in which `*` and `?` are wildcards. */
export function wildcards(text: string): Pattern {
  const pattern: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x2a) {
      if (pattern.at(-1) !== anyRun) pattern.push(anyRun);
    } else {
      pattern.push(unit === 0x3f ? anyOne : unit);
    }
  }
  return pattern;
}

/** A pattern that means just this text, stars and all: what a variable stands for is never a wildcard. */
export function literal(text: string): Pattern {
  const pattern: number[] = [];
  for (let at = 0; at < text.length; at += 1) pattern.push(text.charCodeAt(at));
  return pattern;
}

/** The text a pattern would be written as. */
export function textOf(pattern: Pattern): string {
  return pattern
    .map((unit) => (unit === anyRun ? "*" : unit === anyOne ? "?" : String.fromCharCode(unit)))
    .join("");
}

/** Whether the whole text fits. `count`, where given, is told of steps as they are taken. */
export function matches(pattern: Pattern, text: string, count?: (steps: number) => void): boolean {
  let at = 0;
  for (; at < pattern.length; at += 1) {
    const unit = pattern[at];
    if (unit === anyRun) return matchesFrom(pattern, text, at, count);
    if (at >= text.length || (unit !== anyOne && unit !== text.charCodeAt(at))) break;
  }
  count?.(at);
  return at === pattern.length && at === text.length;
}

/** The same from the first star on: what is before it fits. */
function matchesFrom(
  pattern: Pattern,
  text: string,
  star: number,
  count?: (steps: number) => void,
): boolean {
  let last = pattern.length - 1;
  let end = text.length;
  for (; pattern[last] !== anyRun; last -= 1) {
    end -= 1;
    const unit = pattern[last];
    if (end < star || (unit !== anyOne && unit !== text.charCodeAt(end))) return false;
  }
  count?.(pattern.length - last + star);
  let found = star;
  for (let from = star + 1; from <= last && found !== -1; ) {
    const to = pattern.indexOf(anyRun, from);
    found = endOfFirst(pattern.slice(from, to), text.slice(found, end), found, count);
    from = to + 1;
  }
  return found !== -1;
}

/** What is found in fewer steps than this is not worth making masks for. */
const fewSteps = 2048;

/** Where the piece ends at its first place in the text, which begins at `offset`; -1 where it has none. */
function endOfFirst(
  piece: Pattern,
  text: string,
  offset: number,
  count?: (steps: number) => void,
): number {
  if (piece.length > text.length) return -1;
  const few = text.length * piece.length <= fewSteps;
  const end = few ? searchByPlace(piece, text, count) : searchByBits(piece, text, count);
  return end === -1 ? -1 : offset + end;
}

function searchByPlace(piece: Pattern, text: string, count?: (steps: number) => void): number {
  for (let at = 0; at + piece.length <= text.length; at += 1) {
    count?.(piece.length);
    if (piece.every((unit, index) => unit === anyOne || unit === text.charCodeAt(at + index)))
      return at + piece.length;
  }
  return -1;
}

/**
 * Shift-And (Baeza-Yates and Gonnet, "A new approach to text searching", 1992): bit n says that the piece's first n + 1 units fit the
 * text up to here, so that all places at which it may have begun move on together, 32 in a step.
 */
function searchByBits(piece: Pattern, text: string, count?: (steps: number) => void): number {
  const { masks, otherwise } = masksOf(piece);
  const state = new Uint32Array(otherwise.length);
  const [lastWord, lastBit] = [state.length - 1, (piece.length - 1) % 32];
  for (let at = 0; at < text.length; at += 1) {
    count?.(state.length);
    const mask = masks.get(text.charCodeAt(at)) ?? otherwise;
    let carry = 1;
    for (let word = 0; word < state.length; word += 1) {
      const before = state[word] ?? 0;
      state[word] = ((before << 1) | carry) & (mask[word] ?? 0);
      carry = before >>> 31;
    }
    if ((((state[lastWord] ?? 0) >>> lastBit) & 1) === 1) return at + 1;
  }
  return -1;
}

/** For each unit of the piece, where in it that unit fits; and for all others, where any one does. */
function masksOf(piece: Pattern): {
  readonly masks: ReadonlyMap<number, Uint32Array>;
  readonly otherwise: Uint32Array;
} {
  const otherwise = new Uint32Array(Math.ceil(piece.length / 32));
  const set = (mask: Uint32Array, at: number) => {
    mask[at >>> 5] = (mask[at >>> 5] ?? 0) | (1 << (at & 31));
  };
  for (const [at, unit] of piece.entries()) if (unit === anyOne) set(otherwise, at);
  const masks = new Map<number, Uint32Array>();
  for (const [at, unit] of piece.entries()) {
    if (unit === anyOne) continue;
    const mask = masks.get(unit) ?? otherwise.slice();
    masks.set(unit, mask);
    set(mask, at);
  }
  return { masks, otherwise };
}

/** Splits a pattern at a literal character: the first `fields - 1` of them, the last field takes the rest. */
export function splitPattern(
  pattern: Pattern,
  separator: string,
  fields: number,
): readonly Pattern[] {
  const unit = separator.charCodeAt(0);
  const parts: number[][] = [[]];
  for (const one of pattern) {
    if (one === unit && parts.length < fields) parts.push([]);
    else parts.at(-1)?.push(one);
  }
  return parts;
}

export function isAnything(pattern: Pattern): boolean {
  return pattern.length === 1 && pattern[0] === anyRun;
}
