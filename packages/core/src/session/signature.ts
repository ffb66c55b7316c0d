// From a signature to the caller it proves. How a request is turned into the text that is signed is the door's affair.

import type { AccessKeyCaller, PersonCaller, SessionTokenCaller } from "../caller.ts";
import { refusals } from "../errors.ts";
import { type Instant, MINUTE } from "../instant.ts";
import type { AccessKeyId } from "../names.ts";
import type { Digests, Ports, SigningKey, SigningScope } from "../ports.ts";
import type { SessionStatement, SignerRecord } from "../records.ts";
import type { Store, Tx } from "../store.ts";
import { readStatement } from "./statement.ts";

export interface SignedText {
  readonly accessKeyId: string;
  /** What came with temporary credentials. */
  readonly securityToken: string | undefined;
  readonly scope: SigningScope;
  readonly stringToSign: string;
  /** In hexadecimal. */
  readonly signature: string;
}

/** In this order: the token is whole and this key's; it has not expired; the key is known and active; the signature is the key's. */
export type SignatureFault = "tokenInvalid" | "tokenExpired" | "keyUnknown" | "mismatch";

interface Parts {
  readonly store: Store;
  readonly ports: Ports;
}

export async function recogniseSignature(
  parts: Parts,
  signed: SignedText,
): Promise<PersonCaller | SignatureFault> {
  return signed.securityToken === undefined
    ? recogniseKey(parts, signed)
    : recogniseToken(parts, signed, signed.securityToken);
}

const keyForm = /^\w{16,128}$/;
/** A use is written at most this often: reading stays a read. */
const usesNotedEvery = 1 * MINUTE;

async function recogniseKey(
  { store, ports }: Parts,
  signed: SignedText,
): Promise<AccessKeyCaller | SignatureFault> {
  const { scope } = signed;
  if (!keyForm.test(signed.accessKeyId)) return "keyUnknown";
  const accessKeyId = signed.accessKeyId as AccessKeyId;
  const signer = await store.read((tx) => tx.accessKeys.findSigner(accessKeyId));
  if (signer === undefined || signer.key.status !== "Active") return "keyUnknown";
  const { key, person } = signer;
  const signingKey = ports.seals.signingKey(key.sealedSecret, key.accessKeyId, scope);
  if (!isSignature(ports.digests, signingKey, signed)) return "mismatch";
  const now = ports.clock.now();
  if (key.lastUsed === undefined || now - key.lastUsed.at >= usesNotedEvery) {
    const use = { at: now, service: scope.service, region: scope.region };
    ports.pause.afterwards(() =>
      store.atomically((tx) => tx.accessKeys.markUsed(accessKeyId, use)),
    );
  }
  return { kind: "person", proof: "accessKey", person, accessKeyId };
}

async function recogniseToken(
  { store, ports }: Parts,
  signed: SignedText,
  token: string,
): Promise<SessionTokenCaller | SignatureFault> {
  const opened = ports.seals.tokens.open(token);
  if (opened === undefined) return "tokenInvalid";
  const statement = readStatement(opened.statement);
  if (statement?.accessKeyId !== signed.accessKeyId) return "tokenInvalid";
  if (statement.expiresAt <= ports.clock.now()) return "tokenExpired";
  const signer = await store.read((tx) => tx.accessKeys.findSigner(statement.parentKeyId));
  if (!isUnended(statement, signer)) return "keyUnknown";
  if (!isSignature(ports.digests, opened.signingKey(signed.scope), signed)) return "mismatch";
  return { kind: "person", proof: "sessionToken", person: signer.person, statement };
}

/** Whether nothing has happened since that ends a session early (security rule 21): any other epoch does, and so does a key that is gone. */
function isUnended(
  statement: SessionStatement,
  signer: SignerRecord | undefined,
): signer is SignerRecord {
  if (signer === undefined || signer.key.status !== "Active") return false;
  const { epochs } = statement;
  return (
    signer.person.personId === statement.personId &&
    signer.accountEpoch === epochs.account &&
    signer.person.epoch === epochs.person &&
    signer.key.epoch === epochs.key
  );
}

const hexDigest = /^[0-9a-f]{64}$/;

function isSignature(
  digests: Digests,
  signingKey: SigningKey,
  { stringToSign, signature }: SignedText,
): boolean {
  return hexDigest.test(signature) && digests.equal(signingKey(stringToSign), fromHex(signature));
}

const fromHex = (text: string) =>
  Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );

/** The signer as the transaction finds it: a key or session that was ended meanwhile changes nothing. */
export async function requireLivingSigner(
  tx: Tx,
  caller: AccessKeyCaller | SessionTokenCaller,
  now: Instant,
): Promise<PersonCaller> {
  const keyId = caller.proof === "accessKey" ? caller.accessKeyId : caller.statement.parentKeyId;
  const signer = await tx.accessKeys.findSigner(keyId);
  const lives =
    caller.proof === "accessKey"
      ? signer?.key.status === "Active"
      : caller.statement.expiresAt > now && isUnended(caller.statement, signer);
  if (signer === undefined || !lives) throw refusals.tokenInvalid();
  return { ...caller, person: signer.person };
}
