// Unique ids in AWS's forms: 4 letters and 17 of A-Z0-9 for entities, 4 letters and 16 of base32 for access keys.

import type { AccessKeyId, AccountId, GroupId, PersonId } from "../names.ts";
import type { Random } from "../ports.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const hex = "0123456789abcdef";

/** Evenly distributed text over an alphabet: bytes that would favour its first letters are thrown away. */
export function randomText(random: Random, alphabet: string, length: number): string {
  const fair = 256 - (256 % alphabet.length);
  let result = "";
  while (result.length < length) {
    for (const byte of random.bytes(length - result.length)) {
      if (byte < fair) result += alphabet.charAt(byte % alphabet.length);
    }
  }
  return result;
}

export const newIds = {
  user: (random: Random) => `AIDA${randomText(random, letters, 17)}` as PersonId,
  group: (random: Random) => `AGPA${randomText(random, letters, 17)}` as GroupId,
  accessKey: (random: Random) => `AKIA${randomText(random, base32, 16)}` as AccessKeyId,
  /** Not beginning with 0, so that spreadsheets leave it whole; leading zeros are accepted where given. */
  account: (random: Random) =>
    `${randomText(random, "123456789", 1)}${randomText(random, "0123456789", 11)}` as AccountId,
  /** RFC 9562 version 4, for request-scoped rows. */
  uuid: (random: Random) => {
    const text = randomText(random, hex, 30);
    const variant = randomText(random, "89ab", 1);
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(12, 15)}-${variant}${text.slice(15, 18)}-${text.slice(18, 30)}`;
  },
} as const;

/** 40 characters of AWS's alphabet for secret keys: 240 bits. */
export function newSecretAccessKey(random: Random): string {
  return randomText(random, `${letters}abcdefghijklmnopqrstuvwxyz+/`, 40);
}
