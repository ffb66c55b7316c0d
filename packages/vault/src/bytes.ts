/** Bytes as WebCrypto takes them: over memory of their own, never shared. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** As many random bytes as asked for. An argument, so that a test can make the same vault twice. */
export type RandomBytes = (length: number) => Bytes;

export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, index) => byte === b[index]);
}

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads hexadecimal of either case; undefined where it is none. */
export function findHex(text: string): Bytes | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Reads base64, the URL alphabet too, with or without padding; undefined where it is none. */
export function findBase64(text: string): Bytes | undefined {
  const plain = text.trim().replaceAll("-", "+").replaceAll("_", "/");
  try {
    return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Writes text in UTF-8. */
export function utf8(text: string): Bytes {
  return Uint8Array.from(new TextEncoder().encode(text));
}

/** Reads UTF-8, a byte order mark at its start dropped; undefined where it is none. */
export function findUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
