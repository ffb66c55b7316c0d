/**
 * One message of libsodium's secretstream (https://doc.libsodium.org/secret-key_cryptography/secretstream): XChaCha20 and
 * Poly1305, in libsodium's own arrangement. An export is one message, so the stream's later turns are not here.
 */

import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { chacha20, hchacha } from "@noble/ciphers/chacha.js";
import { type Bytes, concat, equalBytes } from "../bytes.ts";

export const streamHeaderLength = 24;
const tagLength = 16;
const blockLength = 64;

/** Opens the first message of a stream; undefined where the key is another, or the bytes were changed. */
export function findStreamMessage({
  key,
  header,
  sealed,
}: {
  readonly key: Bytes;
  readonly header: Bytes;
  readonly sealed: Bytes;
}): Bytes | undefined {
  if (header.length !== streamHeaderLength || sealed.length < 1 + tagLength) return undefined;
  const subkey = deriveSubkey(key, header.subarray(0, 16));
  // The counter of messages, which begins with 1 (low byte first), then the rest of the header.
  const nonce = concat(Uint8Array.of(1, 0, 0, 0), header.subarray(16));
  const message = sealed.subarray(1, -tagLength);
  const kind = new Uint8Array(blockLength);
  kind[0] = sealed[0] ?? 0;
  const kindBlock = chacha20(subkey, nonce, kind, undefined, 1);
  kindBlock[0] = sealed[0] ?? 0; // what was sealed of this block is its first byte; it is authenticated so
  const macKey = chacha20(subkey, nonce, new Uint8Array(blockLength)).subarray(0, 32);
  const tag = authenticate(macKey, kindBlock, message);
  if (!equalBytes(tag, sealed.subarray(-tagLength))) return undefined;
  return Uint8Array.from(chacha20(subkey, nonce, message, undefined, 2));
}

/** libsodium pads the message as if the block before it had been counted the other way round; so must we. */
function authenticate(key: Uint8Array, block: Uint8Array, message: Uint8Array): Uint8Array {
  const padding = new Uint8Array((tagLength - blockLength + message.length) & 0xf);
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setUint32(8, blockLength + message.length, true);
  return poly1305(concat(block, message, padding, new Uint8Array(lengths.buffer)), key);
}

/** HChaCha20: a key for this stream alone, from the first 16 bytes of its header. */
function deriveSubkey(key: Bytes, salt: Uint8Array): Bytes {
  const out = new Uint32Array(8);
  const sigma = wordsOf(new TextEncoder().encode("expand 32-byte k"));
  hchacha(sigma, wordsOf(key), wordsOf(salt), out);
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of out.entries()) view.setUint32(4 * index, word, true);
  return bytes;
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.byteLength / 4 }, (_, index) =>
    view.getUint32(4 * index, true),
  );
}
