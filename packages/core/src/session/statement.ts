// What a session token says, as bytes: a list behind a version, short, ASCII throughout.

import { asciiBytes, asciiJson, asciiText } from "../bytes.ts";
import { instant } from "../instant.ts";
import type {
  AnyStatement,
  FederationStatement,
  KeySource,
  ProviderSource,
  RoleStatement,
  SessionStatement,
  Source,
  TagRecord,
} from "../records.ts";

const version = 2;

/** The kind's letter, what every statement says, and what this kind says besides. */
type Written = readonly [version: number, kind: "s" | "r" | "f", common: Common, own: unknown];

type Common = readonly [
  accessKeyId: string,
  issuedAt: number,
  expiresAt: number,
  mfaAuthenticatedAt: number | null,
  mfaSerialNumber: string | null,
  source: WrittenSource,
];

type WrittenSource =
  | readonly [
      kind: "k",
      accountId: string,
      personId: string,
      parentKeyId: string,
      epochs: readonly [account: number, person: number, key: number],
    ]
  | readonly [
      kind: "p",
      accountId: string,
      providerId: string,
      epochs: readonly [account: number, provider: number],
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
  return [
    statement.accessKeyId,
    statement.issuedAt,
    statement.expiresAt,
    statement.mfaAuthenticatedAt ?? null,
    statement.mfaSerialNumber ?? null,
    writeSource(statement.source),
  ];
}

function writeSource(source: Source): WrittenSource {
  const { accountId } = source;
  if (source.kind === "provider") {
    const { providerId, epochs } = source;
    return ["p", accountId, providerId, [epochs.account, epochs.provider]];
  }
  const { personId, parentKeyId, epochs } = source;
  return ["k", accountId, personId, parentKeyId, [epochs.account, epochs.person, epochs.key]];
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
  const { chain, sessionName, sourceIdentity, transitiveTagKeys, federation } = statement;
  return {
    ...{ policy, policyArns, tags, chain, sessionName, sourceIdentity, transitiveTagKeys },
    federation,
  };
}

/** Only what was unsealed comes here, so that its form is ours; undefined where another version wrote it. */
export function readStatement(bytes: Uint8Array): AnyStatement | undefined {
  const [written, kind, common, own] = JSON.parse(asciiText(bytes)) as Written;
  if (written !== version || !Array.isArray(common)) return undefined;
  const shared = readCommon(common);
  switch (kind) {
    case "s":
      return { ...shared, source: keyOf(shared), kind: "session" };
    case "r":
      return { ...shared, ...absent, ...(own as OwnOfRole), kind: "role" };
    case "f":
      return {
        ...{ ...shared, source: keyOf(shared), policy: undefined },
        ...(own as OwnOfFederation),
        kind: "federation",
      };
    default:
      return undefined;
  }
}

/** JSON leaves out what is undefined. */
const absent = { policy: undefined, sourceIdentity: undefined, federation: undefined };

type Shared = Omit<SessionStatement, "kind" | "source"> & { readonly source: Source };

/** These two kinds come from a key, and from nobody else's word. */
const keyOf = ({ source }: Shared) => source as KeySource;

function readCommon(common: Common): Shared {
  const [accessKeyId, issuedAt, expiresAt, mfaAt, serial, source] = common;
  return {
    accessKeyId: accessKeyId as SessionStatement["accessKeyId"],
    issuedAt: instant(issuedAt),
    expiresAt: instant(expiresAt),
    mfaAuthenticatedAt: mfaAt === null ? undefined : instant(mfaAt),
    mfaSerialNumber: (serial ?? undefined) as SessionStatement["mfaSerialNumber"],
    source: readSource(source),
  };
}

function readSource(source: WrittenSource): Source {
  if (source[0] === "p") {
    const [, accountId, providerId, [account, provider]] = source;
    const epochs = { account, provider };
    return { kind: "provider", accountId, providerId, epochs } as ProviderSource;
  }
  const [, accountId, personId, parentKeyId, [account, person, key]] = source;
  const epochs = { account, person, key };
  return { kind: "key", accountId, personId, parentKeyId, epochs } as KeySource;
}
