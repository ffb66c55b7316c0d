import type { Bytes } from "./bytes.ts";

/** Reads numbers, high byte first, and bytes from front to back. Past the end it throws what it was told to. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #pastEnd: () => Error;
  #at = 0;

  constructor(bytes: Uint8Array, pastEnd: () => Error) {
    this.#bytes = bytes;
    this.#pastEnd = pastEnd;
  }

  /** How far it has come. */
  get position(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.byteLength;
  }

  bytes(length: number): Bytes {
    const end = this.#at + length;
    if (end > this.#bytes.byteLength) throw this.#pastEnd();
    const part = Uint8Array.from(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return part;
  }

  /** A whole number of one to six bytes. */
  number(length: 1 | 2 | 4 | 6): number {
    return this.bytes(length).reduce((value, byte) => value * 256 + byte, 0);
  }
}

/** Writes what {@link ByteReader.number} reads. */
export function numberBytes(value: number, length: 1 | 2 | 4 | 6): Bytes {
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let index = length - 1; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}
