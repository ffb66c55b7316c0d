// What a session token says, as bytes: a list behind a version, short, ASCII throughout.

import { asciiBytes, asciiJson, asciiText } from "../bytes.ts";
import { instant } from "../instant.ts";
import type {
  AnyStatement,
  FederationStatement,
  RoleStatement,
  SessionStatement,
  TagRecord,
} from "../records.ts";

const version = 1;

/** The kind's letter, what every statement says, and what this kind says besides. */
type Written = readonly [version: number, kind: "s" | "r" | "f", common: Common, own: unknown];

type Common = readonly [
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
export function writeStatement(statement: AnyStatement, leastBytes = 0): Uint8Array {
  const written: Written = [
    version,
    letters[statement.kind],
    writeCommon(statement),
    statement.kind === "session" ? null : ownOf(statement),
  ];
  return asciiBytes(asciiJson(written).padEnd(leastBytes));
}

const letters = { session: "s", role: "r", federation: "f" } as const;

function writeCommon(statement: AnyStatement): Common {
  const { epochs } = statement;
  return [
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
}

/** What somebody gave the token to carry, in bytes. */
export function packedBytes(carried: {
  readonly policy: string | undefined;
  readonly policyArns: readonly string[];
  readonly tags: readonly TagRecord[];
}): number {
  const { policy, policyArns, tags } = carried;
  return asciiJson({ policy, policyArns, tags }).length;
}

type OwnOfRole = Omit<RoleStatement, keyof SessionStatement>;
type OwnOfFederation = Omit<FederationStatement, keyof SessionStatement>;

function ownOf(statement: RoleStatement | FederationStatement): OwnOfRole | OwnOfFederation {
  const { policy, policyArns, tags } = statement;
  if (statement.kind === "federation") return { policy, policyArns, tags, name: statement.name };
  const { chain, sessionName, sourceIdentity, transitiveTagKeys } = statement;
  return { policy, policyArns, tags, chain, sessionName, sourceIdentity, transitiveTagKeys };
}

/** Only what was unsealed comes here, so that its form is ours; undefined where another version wrote it. */
export function readStatement(bytes: Uint8Array): AnyStatement | undefined {
  const [written, kind, common, own] = JSON.parse(asciiText(bytes)) as Written;
  if (written !== version || !Array.isArray(common)) return undefined;
  const shared = readCommon(common);
  switch (kind) {
    case "s":
      return { ...shared, kind: "session" };
    case "r":
      return { ...shared, ...absent, ...(own as OwnOfRole), kind: "role" };
    case "f":
      return { ...shared, ...absent, ...(own as OwnOfFederation), kind: "federation" };
    default:
      return undefined;
  }
}

/** JSON leaves out what is undefined. */
const absent = { policy: undefined, sourceIdentity: undefined };

function readCommon(common: Common): Omit<SessionStatement, "kind"> {
  const [accountId, personId, accessKeyId, parentKeyId, issuedAt, expiresAt, mfaAt, serial] =
    common as unknown as readonly [
      SessionStatement["accountId"],
      SessionStatement["personId"],
      SessionStatement["accessKeyId"],
      SessionStatement["parentKeyId"],
      number,
      number,
      number | null,
      SessionStatement["mfaSerialNumber"] | null,
    ];
  const [account, person, key] = common[8];
  return {
    accountId,
    personId,
    accessKeyId,
    parentKeyId,
    issuedAt: instant(issuedAt),
    expiresAt: instant(expiresAt),
    mfaAuthenticatedAt: mfaAt === null ? undefined : instant(mfaAt),
    mfaSerialNumber: serial ?? undefined,
    epochs: { account, person, key },
  };
}
