// Bearer tokens (sessions, sign-ins, mailed links, known browsers): 256 random bits, of which only a SHA-256 is stored.

import type { Digests, Random } from "../ports.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 43 characters of base64url: 258 bits. */
export const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

export interface NewToken {
  readonly token: string;
  readonly hash: Uint8Array;
}

export function newToken(ports: { readonly random: Random; readonly digests: Digests }): NewToken {
  // 64 letters divide 256 evenly, so each byte gives one letter without bias.
  const token = Array.from(ports.random.bytes(43), (byte) => alphabet.charAt(byte & 63)).join("");
  return { token, hash: ports.digests.sha256(token) };
}

/** The stored form of a token that a request brought; undefined when it cannot be one. */
export function hashToken(digests: Digests, token: string | undefined): Uint8Array | undefined {
  return token !== undefined && tokenPattern.test(token) ? digests.sha256(token) : undefined;
}
