/**
 * HOTP, a one-time password from a counter (RFC 4226). The keyed hash is an argument: the server has one that never lets
 * its key out, a phone awaits WebCrypto and then calls {@link truncate} itself.
 */

/** Hashes a counter's eight bytes under one device's key: HMAC of at least 20 bytes, as SHA-1, SHA-256 and SHA-512 give. */
export type Mac = (counter: Uint8Array) => Uint8Array;

/** How many digits a code may have. RFC 4226 §5.3 asks for six at least; the truncated number has ten at most. */
export type Digits = 6 | 7 | 8 | 9 | 10;

/** Says whether codes may have this many digits. */
export function isDigits(count: number): count is Digits {
  return Number.isInteger(count) && count >= 6 && count <= 10;
}

/**
 * The eight bytes, high byte first, that are hashed for a counter (RFC 4226 §5.2).
 *
 * Counters from 0 to 2⁵³ − 1 are exact; anything else is a mistake of the caller and throws a `RangeError`.
 */
export function counterBytes(counter: number): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(counter) || counter < 0) {
    throw new RangeError(`A counter is a whole number from 0 to 2^53 - 1, not ${counter}.`);
  }
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(counter / 2 ** 32));
  view.setUint32(4, counter % 2 ** 32);
  return bytes;
}

/** Makes a code of so many digits, leading zeros included, from a keyed hash (RFC 4226 §5.3). */
export function truncate(mac: Uint8Array, digits: Digits): string {
  if (!isDigits(digits)) throw new RangeError(`A code has 6 to 10 digits, not ${digits}.`);
  if (mac.byteLength < 20) throw new RangeError("A keyed hash under 20 bytes cannot be truncated.");
  // Dynamic truncation: the last nibble says where the 31-bit number begins.
  const view = new DataView(mac.buffer, mac.byteOffset, mac.byteLength);
  const offset = view.getUint8(mac.byteLength - 1) & 0x0f;
  const number = view.getUint32(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** The code of one counter (RFC 4226 §5.2). */
export function hotp({
  mac,
  counter,
  digits,
}: {
  readonly mac: Mac;
  readonly counter: number;
  readonly digits: Digits;
}): string {
  return truncate(mac(counterBytes(counter)), digits);
}
