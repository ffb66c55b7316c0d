// Bytes as text and text as bytes, in the few forms that the core needs.

/** The bytes of a text that is known to be ASCII. */
export function asciiBytes(text: string): Uint8Array {
  // Not Uint8Array.from: of a report's hundred thousand letters it would make as many strings first.
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** The text of bytes that are known to be ASCII. */
export function asciiText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** JSON in ASCII alone: letters beyond it are written as their escapes. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Two small letters a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Only of texts that were found to be hexadecimal, two letters a byte. */
export function fromHex(text: string): Uint8Array {
  // Every signed request comes through here: no array of parts, no text of its own for each byte.
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1)
    bytes[index] = 16 * hexDigit(text, 2 * index) + hexDigit(text, 2 * index + 1);
  return bytes;
}

/** The letters a to f follow 0x60 as the digits follow 0x30, and so do the capitals 0x40. */
function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return (code & 0x0f) + (code >= 0x40 ? 9 : 0);
}
