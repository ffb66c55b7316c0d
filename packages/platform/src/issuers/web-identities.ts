// Tokens of OpenID Connect issuers: read, and verified with the keys that their issuer publishes. The signatures are jose's work.

import type { webcrypto } from "node:crypto";
import type { Clock, TokenClaims, TokenFault, WebIdentities } from "@sallyport/core";
import { compactVerify, decodeJwt, decodeProtectedHeader, errors } from "jose";
import type { Log } from "../log.ts";
import { type FetchOptions, fetchJson } from "./fetch-json.ts";
import { createIssuerKeys, type KeySet } from "./issuer-keys.ts";

export interface WebIdentitiesOptions extends FetchOptions {
  readonly clock: Clock;
  readonly log: Pick<Log, "warn">;
}

/** Signatures that the issuer alone can make: never `none`, never one of a shared secret. */
const algorithms = [
  ...["RS256", "RS384", "RS512"],
  ...["PS256", "PS384", "PS512"],
  ...["ES256", "ES384"],
  ...["EdDSA", "Ed25519"],
];

/** What is made for something else says so (RFC 8725 §3.11): a logout token is nobody's identity. */
const types: ReadonlySet<unknown> = new Set([undefined, "JWT", "jwt"]);

export function createWebIdentities({
  clock,
  log,
  ...limits
}: WebIdentitiesOptions): WebIdentities {
  const issuers = createIssuerKeys({
    clock,
    fetchJson: (address) => fetchJson(address, limits),
    failed: (error) => log.warn("an issuer could not be asked for its keys", { error }),
  });

  return {
    read: readClaims,
    async verify(token, issuer) {
      const fault = headerFault(token);
      if (fault !== undefined) return { fault };
      const keys = await issuers.keysOf(issuer);
      if (keys === undefined) return { fault: "unreachable" };
      const outcome = await verifyWith(token, keys);
      if (!("fault" in outcome) || outcome.fault !== "unknownKey") return outcome;
      const fresh = await issuers.freshKeysOf(issuer);
      return fresh === undefined ? outcome : verifyWith(token, fresh);
    },
  };
}

function readClaims(token: string): TokenClaims | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

/** Seen before anybody is asked for keys. */
function headerFault(token: string): TokenFault | undefined {
  if (readClaims(token) === undefined) return "malformed";
  try {
    const { alg = "", typ, crit } = decodeProtectedHeader(token);
    if (!types.has(typ)) return "malformed";
    // No extension is known here; b64 (RFC 7797) would have the claims be others than those that are read.
    if (crit !== undefined) return "algorithm";
    return algorithms.includes(alg) ? undefined : "algorithm";
  } catch {
    return "malformed";
  }
}

type Outcome = Awaited<ReturnType<WebIdentities["verify"]>>;

async function verifyWith(token: string, keys: KeySet): Promise<Outcome> {
  try {
    await compactVerify(token, keys, { algorithms });
    return claimsOf(token);
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) return tryEach(token, error);
    return { fault: faultOf(error) };
  }
}

const mostTried = 10;

/** A token that names no key, of an issuer that has several: any of them will do. */
async function tryEach(
  token: string,
  candidates: InstanceType<typeof errors.JWKSMultipleMatchingKeys>,
): Promise<Outcome> {
  let tried = 0;
  for await (const key of candidates) {
    tried += 1;
    if (tried > mostTried) break;
    if (await isSignedWith(token, key)) return claimsOf(token);
  }
  return { fault: "signature" };
}

async function isSignedWith(token: string, key: webcrypto.CryptoKey): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms });
    return true;
  } catch (error) {
    faultOf(error); // what is no fault of the token's or the key's is not swallowed
    return false;
  }
}

/** The very text whose signature was right, decoded. */
function claimsOf(token: string): Outcome {
  const claims = readClaims(token);
  return claims === undefined ? { fault: "malformed" } : { claims };
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWKSNoMatchingKey) return "unknownKey";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature";
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return "algorithm";
  if (error instanceof errors.JOSEError) return "malformed";
  // A published key that is none, is too short, or of another curve.
  if (error instanceof TypeError || error instanceof DOMException) return "unknownKey";
  throw error;
}
