// `name=value&name=value`, in a query string or a form's body. Strict: what cannot be decoded in exactly one way is refused, so
// that what was signed and what is acted upon are the same.

/** A decoded pair. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

export const formLimits = {
  /** A policy document of AWS's longest length, percent-encoded, and room beside it. */
  bytes: 1024 * 1024,
  pairs: 2000,
} as const;

export type FormFault = "malformed" | "tooMany";

/** The pairs of `text`, one letter a byte (Latin-1), in the order they were sent; or what is wrong with it. */
export function parseForm(text: string): readonly Pair[] | FormFault {
  const pairs: Pair[] = [];
  let start = 0;
  while (start < text.length) {
    const next = text.indexOf("&", start);
    const end = next === -1 ? text.length : next;
    if (end > start) {
      if (pairs.length === formLimits.pairs) return "tooMany";
      const equals = text.indexOf("=", start);
      const split = equals === -1 || equals > end ? end : equals;
      const name = decode(text.slice(start, split));
      const value = decode(text.slice(split + 1, end));
      if (name === undefined || value === undefined) return "malformed";
      pairs.push({ name, value });
    }
    start = end + 1;
  }
  return pairs;
}

const plain = /^[\x21-\x24\x26-\x2a\x2c-\x7e]*$/;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Undefined where a percent sign stands alone, or the bytes are no UTF-8. */
function decode(text: string): string | undefined {
  if (plain.test(text)) return text;
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === 0x25) {
      const high = hexDigit(text.charCodeAt(at + 1));
      const low = hexDigit(text.charCodeAt(at + 2));
      if (high === -1 || low === -1) return undefined;
      bytes[length++] = high * 16 + low;
      at += 2;
    } else {
      bytes[length++] = letter === 0x2b ? 0x20 : letter;
    }
  }
  try {
    return utf8.decode(bytes.subarray(0, length));
  } catch {
    return undefined;
  }
}

/** -1 for what is none, the end of the text included. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

const unreserved = /^[A-Za-z0-9\-._~]*$/;

/** RFC 3986: everything but the unreserved is a percent sign and two capital letters. */
export function encode(text: string): string {
  if (unreserved.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
