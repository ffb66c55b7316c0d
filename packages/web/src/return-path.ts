const longest = 2048;
// A browser reads `\` as `/`, and drops tabs and line breaks: "/\evil.example" and "/<tab>/evil.example" lead elsewhere.
const plain = /^\/(?:[!-.0-[\]-~][!-[\]-~]*)?$/;
const anywhere = "http://anywhere.invalid";

/** The text, if it is a path of this very site that a browser can be sent to; undefined otherwise. */
export function safeReturnPath(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined || text.length > longest || !plain.test(text)) {
    return undefined;
  }
  const url = URL.canParse(text, anywhere) ? new URL(text, anywhere) : undefined;
  // "/.//evil.example" is ours when resolved once, and somebody else's when what came out is resolved again.
  if (url?.origin !== anywhere || url.pathname.startsWith("//")) return undefined;
  return text;
}
