// What a session token says, as bytes: a list behind a version, short, ASCII throughout.

import { instant } from "../instant.ts";
import { asciiBytes } from "../mfa/ascii.ts";
import type { AccessKeyId, AccountId, PersonId, SerialNumber } from "../names.ts";
import type { SessionStatement } from "../records.ts";

const version = 1;

type Written = readonly [
  version: number,
  accountId: string,
  personId: string,
  accessKeyId: string,
  parentKeyId: string,
  issuedAt: number,
  expiresAt: number,
  mfaAuthenticatedAt: number | null,
  mfaSerialNumber: string | null,
  epochs: readonly [account: number, person: number, key: number],
];

/** `leastBytes`: some ask for long tokens, to try whether they fit. JSON takes spaces behind it. */
export function writeStatement(statement: SessionStatement, leastBytes = 0): Uint8Array {
  const { epochs } = statement;
  const written: Written = [
    version,
    statement.accountId,
    statement.personId,
    statement.accessKeyId,
    statement.parentKeyId,
    statement.issuedAt,
    statement.expiresAt,
    statement.mfaAuthenticatedAt ?? null,
    statement.mfaSerialNumber ?? null,
    [epochs.account, epochs.person, epochs.key],
  ];
  return asciiBytes(JSON.stringify(written).padEnd(leastBytes));
}

/** Only what was unsealed comes here, so that its form is ours; undefined where another version wrote it. */
export function readStatement(bytes: Uint8Array): SessionStatement | undefined {
  const written = JSON.parse(
    Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""),
  ) as Written;
  if (written[0] !== version) return undefined;
  const [, accountId, personId, accessKeyId, parentKeyId, issuedAt, expiresAt, mfaAt, serial] =
    written;
  const [account, person, key] = written[9];
  return {
    accountId: accountId as AccountId,
    personId: personId as PersonId,
    accessKeyId: accessKeyId as AccessKeyId,
    parentKeyId: parentKeyId as AccessKeyId,
    issuedAt: instant(issuedAt),
    expiresAt: instant(expiresAt),
    mfaAuthenticatedAt: mfaAt === null ? undefined : instant(mfaAt),
    mfaSerialNumber: serial === null ? undefined : (serial as SerialNumber),
    epochs: { account, person, key },
  };
}
