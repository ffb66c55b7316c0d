// How long a key is. RFC 4226 §4 asks for 128 bits, and many issuers have given 80; what is shorter was most likely not copied whole.
// What another app holds already is taken over as it is, for its service takes no other.

import type { OtpKey } from "./entry.ts";

/** Ten bytes are sixteen letters of base32: the least that issuers of note have given. */
export const usualKeyBytes = 10;

/** Five bytes are eight letters. Less is no key but a piece of one: all of them can be tried against a few codes that were seen. */
export const leastKeyBytes = 5;

/** Whether a person should look once more before such a key is added, and see later that it is one. */
export function isShortKey({ secret }: Pick<OtpKey, "secret">): boolean {
  return secret.byteLength < usualKeyBytes;
}
