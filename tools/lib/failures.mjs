// The failures of a run once more, at its end: of a long output, the end is what a reader sees first, and what a CI keeps.

/** @typedef {{ readonly what: string, readonly text: string }} Failure what failed, and what it said */

const mostLines = 40;

/** Every failure under a head of its own; of a text that is long, its beginning. @param {readonly Failure[]} failures */
export function tellFailures(failures) {
  return failures.map(({ what, text }) => `\n✖ ${what}\n${beginning(text)}\n`).join("");
}

/** @param {string} text */
function beginning(text) {
  const lines = text.trim().split("\n");
  const left = lines.length - mostLines;
  const shown = lines.slice(0, mostLines).map((line) => `  ${line}`.trimEnd());
  return [...shown, ...(left > 0 ? [`  … and ${left} lines more`] : [])].join("\n");
}
