/**
 * Base32, the alphabet in which authenticator keys are shown, typed and put into URIs (RFC 4648 §6).
 *
 * What we write is strict and has no padding. What we read was often copied by a person from a screen or from paper, so
 * reading forgives what people and printers do to a key, and is strict only where asked to be.
 */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Digits that base32 does not have, and the letter that was meant: the choice of Google Authenticator, so of most. */
const lookAlikes = { "0": "O", "1": "L", "8": "B" } as const;

/** The value of each character, from 0 to 31, as the RFC has it. */
const strictValues: ReadonlyMap<string, number> = new Map(
  [...alphabet].map((letter, value) => [letter, value]),
);

/** The same with lower case and look-alikes. ASCII only: `toUpperCase` would take a Turkish dotless i for an I. */
const forgivingValues: ReadonlyMap<string, number> = new Map([
  ...strictValues,
  ...[...alphabet].map((letter, value) => [letter.toLowerCase(), value] as const),
  ...Object.entries(lookAlikes).map(([seen, meant]) => [seen, alphabet.indexOf(meant)] as const),
]);

/** What people put between groups: any space, the zero-width ones of web pages too, and any dash. */
const separator = /[\s\u200b-\u200d\u2060\p{Dash_Punctuation}\u2212]/u;

/** How many characters may remain after whole groups of eight. One, three or six would end inside a byte (RFC 4648 §6). */
const possibleRemainders: ReadonlySet<number> = new Set([0, 2, 4, 5, 7]);

const sentences = {
  character: "is not a character of a base32 key",
  padding: "is misplaced padding",
  length: "is where the key breaks off: a character is missing or one too many",
  leftover: "carries bits that belong to no byte",
} as const;

/** What is wrong with a text that should be base32. */
export type Base32ErrorCode = keyof typeof sentences;

/** Why a text is not base32, and where. It never repeats the text, which may be somebody's key. */
export class Base32Error extends Error {
  override readonly name = "Base32Error";
  readonly code: Base32ErrorCode;
  /** Index into the text as it was given, from 0; the length of the text when something is missing at its end. */
  readonly position: number;
  constructor(code: Base32ErrorCode, position: number) {
    super(`Position ${position + 1} ${sentences[code]}.`);
    this.code = code;
    this.position = position;
  }
}

/** Writes bytes in base32, upper case and without padding (RFC 4648 §6, §3.2). */
export function encodeBase32(bytes: Uint8Array): string {
  let text = "";
  let held = 0; // bits not yet written: at most four between two bytes
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      text += alphabet.charAt(held >> heldBits);
      held &= (1 << heldBits) - 1;
    }
  }
  if (heldBits > 0) text += alphabet.charAt(held << (5 - heldBits));
  return text;
}

/**
 * Reads base32, or throws a {@link Base32Error}.
 *
 * It forgives spaces and dashes, lower case, padding or its absence, the look-alikes 0 for O, 1 for L and 8 for B, and
 * bits left over at the end (some issuers draw random letters instead of encoding random bytes). It does not forgive a
 * length that no bytes could have: there a character was lost.
 *
 * With `strict`, only what RFC 4648 allows: upper case, no separators, padding complete or absent, leftover bits zero.
 */
export function decodeBase32(
  text: string,
  { strict = false }: { readonly strict?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const { values, padding, lastPosition } = readCharacters(text, strict);
  if (!possibleRemainders.has(values.length % 8)) throw new Base32Error("length", text.length);
  if (strict && padding > 0 && (padding >= 8 || (values.length + padding) % 8 !== 0)) {
    throw new Base32Error("padding", text.length);
  }
  const { bytes, leftover } = packBytes(values);
  if (strict && leftover !== 0) throw new Base32Error("leftover", lastPosition);
  return bytes;
}

/** Breaks a key into groups of four, to be read aloud or copied by hand: `ABCD EFGH IJ`. */
export function groupKey(key: string): string {
  return key.replace(/.{4}(?=.)/g, "$& ");
}

interface Characters {
  /** Five bits each. */
  readonly values: readonly number[];
  /** How many padding signs follow them. */
  readonly padding: number;
  /** Where the last of the values was read. */
  readonly lastPosition: number;
}

function readCharacters(text: string, strict: boolean): Characters {
  const known = strict ? strictValues : forgivingValues;
  const values: number[] = [];
  let padding = 0;
  let lastPosition = 0;
  for (let position = 0; position < text.length; position++) {
    const character = text.charAt(position);
    if (character === "=") {
      padding++;
      continue;
    }
    if (!strict && separator.test(character)) continue;
    const value = known.get(character);
    if (value === undefined) throw new Base32Error("character", position);
    if (padding > 0) throw new Base32Error("padding", position);
    values.push(value);
    lastPosition = position;
  }
  return { values, padding, lastPosition };
}

/** Strings five-bit values together and cuts them into bytes; `leftover` is what remains, fewer than eight bits. */
function packBytes(values: readonly number[]): {
  bytes: Uint8Array<ArrayBuffer>;
  leftover: number;
} {
  const bytes = new Uint8Array(Math.floor((values.length * 5) / 8));
  let written = 0;
  let held = 0;
  let heldBits = 0;
  for (const value of values) {
    held = (held << 5) | value;
    heldBits += 5;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes[written++] = held >> heldBits;
    held &= (1 << heldBits) - 1;
  }
  return { bytes, leftover: held };
}
