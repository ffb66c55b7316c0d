// Makes temporary credentials: a sealed statement, and the secret that goes with it.

import { dueFrom, dueThrough } from "../access/require-mfa.ts";
import type { Caller } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import { type Instant, later, SECOND } from "../instant.ts";
import type { KeyHolder } from "../mfa/prove-key-code.ts";
import type { Ports } from "../ports.ts";
import type { AnyStatement, DeviceRecord, KeySource, SignerRecord, Source } from "../records.ts";
import type { Tx } from "../store.ts";
import { packedBytes, writeStatement } from "./statement.ts";

export interface Issued<S extends AnyStatement> {
  readonly statement: S;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiration: S["expiresAt"];
  };
}

/** `leastBytes`: some ask for long tokens, to try whether they fit. */
export function issueCredentials<S extends AnyStatement>(
  ports: Ports,
  statement: S,
  leastBytes?: number,
): Issued<S> {
  const { token, secretAccessKey } = ports.seals.tokens.seal(writeStatement(statement, leastBytes));
  const { accessKeyId, expiresAt } = statement;
  return {
    statement,
    credentials: {
      accessKeyId,
      secretAccessKey,
      sessionToken: token,
      expiration: expiresAt,
    },
  };
}

function sourceOfSigner({ key, person, accountEpoch }: SignerRecord): KeySource {
  const { accountId, personId, epoch } = person;
  return {
    kind: "key",
    accountId,
    personId,
    parentKeyId: key.accessKeyId,
    epochs: { account: accountEpoch, person: epoch, key: key.epoch },
  };
}

/** Whether nothing has happened between the two that ends sessions. */
export function isSameSource(one: Source, other: Source): boolean {
  if (one.kind === "key" && other.kind === "key") {
    return (
      one.epochs.account === other.epochs.account &&
      one.epochs.person === other.epochs.person &&
      one.epochs.key === other.epochs.key
    );
  }
  return (
    one.kind === "provider" &&
    other.kind === "provider" &&
    one.providerId === other.providerId &&
    one.epochs.account === other.epochs.account &&
    one.epochs.provider === other.epochs.provider
  );
}

/** Of those who asked with a key of their own. */
export function requireKeySource(source: Source): KeySource {
  if (source.kind === "key") return source;
  throw refusals.tokenInvalid();
}

export interface Asker {
  readonly source: Source;
  /** Whose codes may come with the request: nobody's where a role asks. */
  readonly holder: KeyHolder | undefined;
  readonly devices: readonly DeviceRecord[];
  /** From when on the account of the person behind it does nothing for them without a second factor; undefined where it asks for none. */
  readonly mfaDueFrom: Instant | undefined;
}

/** Who asks for a session with a signed request. */
export async function locateAsker(tx: Tx, caller: Caller): Promise<Asker> {
  if (caller.kind === "role") {
    const { source } = caller.statement;
    return { source, holder: undefined, devices: [], mfaDueFrom: await dueOfSource(tx, source) };
  }
  if (caller.kind !== "person" || caller.proof === "session") throw refusals.tokenInvalid();
  const { person } = caller;
  const devices = await tx.devices.listOf(person);
  const mfaDueFrom = dueFrom(person, await tx.mfaRequirements.standingOf(person));
  if (caller.proof === "sessionToken") {
    const { source } = caller.statement;
    return { source, holder: { person, accessKeyId: source.parentKeyId }, devices, mfaDueFrom };
  }
  const { accessKeyId } = caller;
  const signer = await tx.accessKeys.findSigner(accessKeyId);
  if (signer?.key.status !== "Active") throw refusals.tokenInvalid();
  return {
    source: sourceOfSigner(signer),
    holder: { person: signer.person, accessKeyId },
    devices,
    mfaDueFrom,
  };
}

async function dueOfSource(tx: Tx, source: Source): Promise<Instant | undefined> {
  if (source.kind === "key") {
    const standing = await tx.mfaRequirements.standingOf(source);
    return dueFrom({ kind: "user" }, standing); // root assumes no role
  }
  const found = await tx.identityProviders.findActing(source.accountId, source.providerId);
  return found && dueThrough(tx, found.provider);
}

/**
 * When a session ends that was asked for so many seconds. Sessions of roles and federated users are judged when they are issued
 * (security rule 20): one without a second factor, given out while that may still be put off, ends when it no longer may.
 */
export function endOfSession(session: {
  readonly asker: Asker;
  readonly now: Instant;
  readonly seconds: number;
  readonly mfaAuthenticatedAt: Instant | undefined;
}): Instant {
  const { asker, now, seconds, mfaAuthenticatedAt } = session;
  const asked = later(now, seconds * SECOND);
  const { mfaDueFrom } = asker;
  if (mfaAuthenticatedAt !== undefined || mfaDueFrom === undefined) return asked;
  // Where it is due already, only a session of the person's own is given out, and each of its requests is judged.
  return mfaDueFrom > now && mfaDueFrom < asked ? mfaDueFrom : asked;
}

/** What a token has room for: its own facts come on top. Longer ones would not fit into a header everywhere. */
const mostPacked = 3072;

/** In percent, as AWS tells it; undefined where nothing was given to carry. */
export function packedPolicySize(carried: Parameters<typeof packedBytes>[0]): number | undefined {
  const { policy, policyArns, tags } = carried;
  if (policy === undefined && policyArns.length === 0 && tags.length === 0) return undefined;
  const percent = Math.ceil((packedBytes(carried) / mostPacked) * 100);
  if (percent > 100) {
    throw new IamError(
      "PackedPolicyTooLarge",
      `Serialized size of session policies and tags is ${percent}% of the allowed size: ask for fewer or shorter ones.`,
    );
  }
  return percent;
}
