/** What the page may know of a session: part of its stored hash, which opens nothing. */
export function sessionId(idHash: Uint8Array): string {
  return Array.from(idHash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
