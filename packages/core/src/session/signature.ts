// From a signature to the caller it proves. How a request is turned into the text that is signed is the door's affair.

import { fromHex } from "../bytes.ts";
import type {
  AccessKeyCaller,
  FederatedCaller,
  RoleCaller,
  SessionTokenCaller,
  SignedCaller,
} from "../caller.ts";
import { refusals } from "../errors.ts";
import { type Instant, MINUTE } from "../instant.ts";
import type { AccessKeyId } from "../names.ts";
import type { Digests, Ports, SigningKey, SigningScope } from "../ports.ts";
import type {
  AnyStatement,
  AssumedRole,
  KeySource,
  ProviderSource,
  RoleRecord,
  RoleStatement,
  SignerRecord,
} from "../records.ts";
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
): Promise<SignedCaller | SignatureFault> {
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
): Promise<SignedCaller | SignatureFault> {
  const opened = ports.seals.tokens.open(token);
  if (opened === undefined) return "tokenInvalid";
  const statement = readStatement(opened.statement);
  if (statement?.accessKeyId !== signed.accessKeyId) return "tokenInvalid";
  const now = ports.clock.now();
  if (statement.expiresAt <= now) return "tokenExpired";
  const caller = await store.read((tx) => findUnended(tx, statement));
  if (caller === undefined) return "keyUnknown";
  if (!isSignature(ports.digests, opened.signingKey(signed.scope), signed)) return "mismatch";
  if (caller.kind === "role") noteUse({ store, ports }, caller.role, signed.scope.region);
  return caller;
}

function noteUse({ store, ports }: Parts, role: RoleRecord, region: string): void {
  const now = ports.clock.now();
  if (role.lastUsed !== undefined && now - role.lastUsed.at < usesNotedEvery) return;
  ports.pause.afterwards(() =>
    store.atomically((tx) => tx.roles.markUsed(role.accountId, role.roleId, { at: now, region })),
  );
}

/** Whom the statement speaks for, unless something has happened since that ends its session early (security rule 21). */
async function findUnended(
  tx: Tx,
  statement: AnyStatement,
): Promise<SessionTokenCaller | RoleCaller | FederatedCaller | undefined> {
  if (statement.kind === "role") return findActor(tx, statement);
  const signer = await findUnendedKey(tx, statement.source);
  if (signer === undefined) return undefined;
  const { person } = signer;
  return statement.kind === "session"
    ? { kind: "person", proof: "sessionToken", person, statement }
    : { kind: "federated", person, statement };
}

async function findActor(tx: Tx, statement: RoleStatement): Promise<RoleCaller | undefined> {
  const { source, chain } = statement;
  const unended =
    source.kind === "key"
      ? (await findUnendedKey(tx, source)) !== undefined
      : await isStillVouching(tx, source);
  const role = unended ? await findActingRole(tx, chain) : undefined;
  return role && { kind: "role", role, statement };
}

/** Any other epoch ends it, and so does a key that is gone. */
async function findUnendedKey(tx: Tx, source: KeySource): Promise<SignerRecord | undefined> {
  const { personId, parentKeyId, epochs } = source;
  const signer = await tx.accessKeys.findSigner(parentKeyId);
  if (signer?.key.status !== "Active") return undefined;
  const same =
    signer.person.personId === personId &&
    signer.accountEpoch === epochs.account &&
    signer.person.epoch === epochs.person &&
    signer.key.epoch === epochs.key;
  return same ? signer : undefined;
}

/** A provider that is gone vouches for nobody: one made anew under its name has another id. */
async function isStillVouching(
  tx: Tx,
  { accountId, providerId, epochs }: ProviderSource,
): Promise<boolean> {
  const found = await tx.identityProviders.findActing(accountId, providerId);
  return found?.provider.epoch === epochs.provider && found.accountEpoch === epochs.account;
}

/** The last role of a chain, as long as no session of the chain was ended. */
async function findActingRole(
  tx: Tx,
  chain: readonly AssumedRole[],
): Promise<RoleRecord | undefined> {
  let acting: RoleRecord | undefined;
  for (const { accountId, roleId, epochs } of chain) {
    const found = await tx.roles.findActing(accountId, roleId);
    if (found?.accountEpoch !== epochs.account || found.role.epoch !== epochs.role)
      return undefined;
    acting = found.role;
  }
  return acting;
}

const hexDigest = /^[0-9a-f]{64}$/;

function isSignature(
  digests: Digests,
  signingKey: SigningKey,
  { stringToSign, signature }: SignedText,
): boolean {
  return hexDigest.test(signature) && digests.equal(signingKey(stringToSign), fromHex(signature));
}

/** The signer as the transaction finds it: a key or session that was ended meanwhile changes nothing. */
export async function requireLivingSigner(
  tx: Tx,
  caller: SignedCaller,
  now: Instant,
): Promise<SignedCaller> {
  if (caller.kind === "person" && caller.proof === "accessKey") {
    const signer = await tx.accessKeys.findSigner(caller.accessKeyId);
    if (signer?.key.status !== "Active") throw refusals.tokenInvalid();
    return { ...caller, person: signer.person };
  }
  const { statement } = caller;
  const living = statement.expiresAt > now ? await findUnended(tx, statement) : undefined;
  if (living === undefined) throw refusals.tokenInvalid();
  return living;
}
