// What the tests of this room share: samples, and chance that is none.

import fc from "fast-check";
import type { Bytes, RandomBytes } from "../bytes.ts";
import type { Entry, EntryDraft, EntryId, Erased, Item } from "../entry/entry.ts";
import type { Argon2Cost } from "../slow-hashes.ts";

/** As cheap as argon2 can be. */
export const cheap: Argon2Cost = { memoryKiB: 8, iterations: 1, lanes: 1 };

/** 00 01 02 …, on and on. */
export function countingRandom(): RandomBytes {
  let count = 0;
  return (length) => Uint8Array.from({ length }, () => count++ % 256);
}

export function bytesOf(text: string): Bytes {
  return Uint8Array.from(new TextEncoder().encode(text));
}

export function sampleDraft(changes: Partial<EntryDraft> = {}): EntryDraft {
  return {
    kind: "totp",
    secret: bytesOf("12345678901234567890"),
    hash: "SHA1",
    digits: 6,
    periodSeconds: 30,
    issuer: "Amazon Web Services",
    account: "root-account-mfa-device@111122223333",
    ...changes,
  } as EntryDraft;
}

export const anySecret: fc.Arbitrary<Bytes> = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Uint8Array.from(bytes));

const anyText = fc.string({ unit: "grapheme", maxLength: 20 });
const anyInstant = fc.nat({ max: 4_000_000_000_000 });

export const anyKey = fc.oneof(
  fc.record({
    kind: fc.constant("totp" as const),
    secret: anySecret,
    hash: fc.constantFrom("SHA1" as const, "SHA256" as const, "SHA512" as const),
    digits: fc.constantFrom(6 as const, 7 as const, 8 as const, 9 as const, 10 as const),
    periodSeconds: fc.integer({ min: 1, max: 86_400 }),
  }),
  fc.record({
    kind: fc.constant("hotp" as const),
    secret: anySecret,
    hash: fc.constantFrom("SHA1" as const, "SHA256" as const, "SHA512" as const),
    digits: fc.constantFrom(6 as const, 7 as const, 8 as const, 9 as const, 10 as const),
    counter: fc.maxSafeNat(),
  }),
);

const anyDescription = fc
  .record(
    {
      issuer: anyText,
      account: anyText,
      name: anyText,
      group: anyText,
      icon: anyText,
      colour: anyText,
      notes: anyText,
    },
    { requiredKeys: ["issuer", "account"] },
  )
  .map((description) => ({ ...description }));

export const anyDraft: fc.Arbitrary<EntryDraft> = fc
  .tuple(anyKey, anyDescription)
  .map(([key, description]) => ({ ...key, ...description }));

const anyId = fc.uuid().map((id) => id as EntryId);

export const anyEntry: fc.Arbitrary<Entry> = fc
  .tuple(
    anyDraft,
    fc.record(
      {
        id: anyId,
        order: fc.nat(),
        createdAt: anyInstant,
        changedAt: anyInstant,
        usedAt: anyInstant,
        deletedAt: anyInstant,
      },
      { requiredKeys: ["id", "order", "createdAt", "changedAt"] },
    ),
  )
  .map(([draft, bookkeeping]) => ({ ...draft, ...bookkeeping }));

const anyErased: fc.Arbitrary<Erased> = fc
  .record({
    kind: fc.constant("erased" as const),
    id: anyId,
    changedAt: anyInstant,
    counter: fc.maxSafeNat(),
  })
  .map((erased) => ({ ...erased }));

export const anyItems: fc.Arbitrary<readonly Item[]> = fc.uniqueArray(
  fc.oneof({ weight: 4, arbitrary: anyEntry }, anyErased),
  { selector: ({ id }) => id, maxLength: 8 },
);
