// Wildcard patterns: `*` is any run of characters, `?` any one. Matching goes back to the last star alone, so it costs at most
// pattern × text steps, whatever the pattern: no `*a*a*a*…` takes exponential time.

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

/** Whether the whole text fits. `count`, where given, is told how many steps it took. */
export function matches(pattern: Pattern, text: string, count?: (steps: number) => void): boolean {
  let steps = 0;
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    steps += 1;
    const unit = pattern[p];
    if (unit === anyRun) {
      star = p;
      resume = t;
      p += 1;
    } else if (unit !== undefined && (unit === anyOne || unit === text.charCodeAt(t))) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      resume += 1;
      t = resume;
      p = star + 1;
    } else {
      count?.(steps);
      return false;
    }
  }
  while (pattern[p] === anyRun) p += 1;
  count?.(steps);
  return p === pattern.length;
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
