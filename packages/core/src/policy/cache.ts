// Documents compiled once and kept, by their text: two groups with the same policy share one, and a new version is simply another
// text. Bounded, so that an account of many policies costs no more memory than one of few.

import { checkDocument } from "./check-document.ts";
import { type CompiledPolicy, compile } from "./compile.ts";

/** Characters of source; compiled, a policy takes some ten times its text. */
const mostCharacters = 4_000_000;

const kept = new Map<string, CompiledPolicy>();
let characters = 0;

/** The policy of a stored document, which was checked before it was stored. */
export function compileStored(
  source: string,
  kind: "identity" | "trust" = "identity",
): CompiledPolicy {
  const name = kind === "identity" ? source : `trust ${source}`;
  const known = kept.get(name);
  if (known !== undefined) {
    kept.delete(name); // to the end: the one that nobody asked for longest goes first
    kept.set(name, known);
    return known;
  }
  const { document, faults } = checkDocument(source, { kind, managed: false });
  // What cannot be read could have denied something: nothing is decided without it.
  if (document === undefined) throw new Error(`a stored policy is wrong: ${faults[0]?.reason}`);
  const compiled = compile(document);
  kept.set(name, compiled);
  characters += source.length;
  forgetOldest();
  return compiled;
}

function forgetOldest(): void {
  for (const source of kept.keys()) {
    if (characters <= mostCharacters) return;
    kept.delete(source);
    characters -= source.length;
  }
}
