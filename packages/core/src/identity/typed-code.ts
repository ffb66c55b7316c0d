// One-time codes that a person copies or types: base32 in groups. Only a SHA-256 of one is stored.

import type { Random } from "../ports.ts";
import { randomText } from "./ids.ts";

/** Of a break-glass: 125 bits. */
export const newEnrolmentCode = (random: Random) => newCode(random, 5, 5);

/** For the e-mail address that an account is to have: 125 bits. */
export const newEmailCode = (random: Random) => newCode(random, 5, 5);

/** For a device that is to sync its person's vault: 140 bits. */
export const newPairingCode = (random: Random) => newCode(random, 7, 4);

function newCode(random: Random, groups: number, letters: number): string {
  const group = () => randomText(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", letters);
  return Array.from({ length: groups }, group).join("-");
}

/** Spaces, dashes and small letters are forgiven, and the digits that base32 leaves out. */
export function normalizeTypedCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("0", "O")
    .replaceAll("1", "I")
    .replaceAll("8", "B");
}
