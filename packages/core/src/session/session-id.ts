import { toHex } from "../bytes.ts";

/** What the page may know of a session: part of its stored hash, which opens nothing. */
export function sessionId(idHash: Uint8Array): string {
  return toHex(idHash.subarray(0, 16));
}
