/** The bytes of a text that is known to be ASCII. */
export function asciiBytes(text: string): Uint8Array {
  // Not Uint8Array.from: of a report's hundred thousand letters it would make as many strings first.
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
