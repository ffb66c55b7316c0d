// Unique ids in AWS's forms: 4 letters and 17 of A-Z0-9 for entities, 4 letters and 16 of base32 for access keys.

import type {
  AccessKeyId,
  AccountId,
  GroupId,
  PersonId,
  PolicyId,
  ProviderId,
  RoleId,
} from "../names.ts";
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
  role: (random: Random) => `AROA${randomText(random, letters, 17)}` as RoleId,
  policy: (random: Random) => `ANPA${randomText(random, letters, 17)}` as PolicyId,
  provider: (random: Random) => `IDPA${randomText(random, letters, 17)}` as ProviderId,
  /** Of a key that a SAML provider's assertions are decrypted with; AWS's are 22 to 64 letters. */
  samlPrivateKey: (random: Random) => randomText(random, letters, 26),
  accessKey: (random: Random, accountId: AccountId) => keyId("AKIA", random, accountId),
  /** Of temporary credentials. */
  sessionKey: (random: Random, accountId: AccountId) => keyId("ASIA", random, accountId),
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

// The 16 letters of a key's id are 80 bits, as AWS's are: a one, the account in 40 bits, and 39 of chance.
const randomBits = 39n;
const accountBits = 40n;

function keyId(prefix: "AKIA" | "ASIA", random: Random, accountId: AccountId): AccessKeyId {
  const chance = random.bytes(5).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const low = chance & ((1n << randomBits) - 1n);
  const bits = (1n << 79n) | (BigInt(accountId) << randomBits) | low;
  const text = Array.from({ length: 16 }, (_, index) =>
    base32.charAt(Number((bits >> BigInt(75 - 5 * index)) & 31n)),
  ).join("");
  return `${prefix}${text}` as AccessKeyId;
}

const keyIdForm = /^A[KS]IA([A-Z2-7]{16})$/;

/** The account that a key's id names; undefined where it names none. */
export function accountInKeyId(text: string): AccountId | undefined {
  const letters = keyIdForm.exec(text)?.[1];
  if (letters === undefined) return undefined;
  const bits = [...letters].reduce(
    (sum, letter) => (sum << 5n) | BigInt(base32.indexOf(letter)),
    0n,
  );
  if (bits >> 79n === 0n) return undefined;
  const digits = String((bits >> randomBits) & ((1n << accountBits) - 1n));
  return digits.length > 12 ? undefined : (digits.padStart(12, "0") as AccountId);
}

/** 40 characters of AWS's alphabet for secret keys: 240 bits. */
export function newSecretAccessKey(random: Random): string {
  return randomText(random, `${letters}abcdefghijklmnopqrstuvwxyz+/`, 40);
}
