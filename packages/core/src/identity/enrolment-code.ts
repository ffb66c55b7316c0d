// The one-time code of a break-glass: 25 letters of base32 in groups of five, 125 bits, typed once by a person.

import type { Random } from "../ports.ts";
import { randomText } from "./ids.ts";

const groups = 5;
const groupLetters = 5;

export function newEnrolmentCode(random: Random): string {
  const letters = () => randomText(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", groupLetters);
  return Array.from({ length: groups }, letters).join("-");
}

/** Spaces, dashes and small letters are forgiven, and the digits that base32 leaves out. */
export function normalizeEnrolmentCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("0", "O")
    .replaceAll("1", "I")
    .replaceAll("8", "B");
}
