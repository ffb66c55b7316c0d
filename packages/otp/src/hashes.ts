interface HashSpec {
  /** Its name in WebCrypto. */
  readonly subtle: string;
  /** The length of its output, and so of the key that RFC 4226 §4 (R6) and RFC 6238 §5.1 advise. */
  readonly secretBytes: number;
}

/** The hashes under a code's HMAC (RFC 6238 §1.2), by the names they have in otpauth URIs. */
export const hashes = {
  SHA1: { subtle: "SHA-1", secretBytes: 20 },
  SHA256: { subtle: "SHA-256", secretBytes: 32 },
  SHA512: { subtle: "SHA-512", secretBytes: 64 },
} as const satisfies Record<string, HashSpec>;

/** `SHA1`, `SHA256` or `SHA512`. */
export type HashName = keyof typeof hashes;

/** Says whether this is the name of a hash that codes are made with. */
export function isHashName(name: string): name is HashName {
  return Object.hasOwn(hashes, name);
}
