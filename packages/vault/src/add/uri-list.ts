/** Finds otpauth addresses in a text: one a line, as exports have them, or amid other words, as in a mail or a CSV file. */

import { isRefused, type Refused, readUri } from "../draft.ts";
import type { EntryDraft } from "../entry/entry.ts";

const start = /(?:apple-)?otpauth(?:-migration)?:\/\//gi;

/** The addresses of a text, in order; with what follows them on the line where only that makes sense of them. */
export function findUris(text: string): readonly string[] {
  return text.split(/[\r\n]+/).flatMap(findInLine);
}

/** Reads one of them. */
export function readFoundUri(found: string): EntryDraft | Refused {
  const whole = readUri(found);
  const [first = ""] = found.split(/\s/, 1);
  // A space in an address is not allowed, and some apps write it all the same; or the address ended there.
  return isRefused(whole) && first !== found ? readUri(first) : whole;
}

function findInLine(line: string): readonly string[] {
  const starts = [...line.matchAll(start)].map(({ index }) => index);
  const isAmidWords = starts[0] !== undefined && line.slice(0, starts[0]).trim() !== "";
  return starts.map((from, index) => {
    const [upToQuote = ""] = line.slice(from, starts[index + 1]).split(/["<>`]/, 1);
    const uri = isAmidWords || starts.length > 1 ? upToQuote.split(/[\s']/, 1)[0] : upToQuote;
    return (uri ?? "").replaceAll("&amp;", "&").trim();
  });
}
