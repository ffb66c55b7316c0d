// What the core asks of the machine it runs on, in the core's own words. `packages/platform` fills these on Node.

import type { Instant } from "./instant.ts";

export interface Clock {
  now(): Instant;
}

export interface Random {
  /** That many bytes from the system's cryptographic source. */
  bytes(count: number): Uint8Array;
}

/** What a digest is for, so that equal inputs in two places never give equal digests. */
export type DigestPurpose = "seed-fingerprint" | "sign-in-name" | "marker" | "audit-block";

export interface Digests {
  sha256(input: Uint8Array | string): Uint8Array;
  /** HMAC-SHA256 under a key of this installation for this purpose. The same on every machine, and for good. */
  keyed(purpose: DigestPurpose, input: Uint8Array | string): Uint8Array;
  /** Constant-time comparison; false when the lengths differ. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
}

/** A sealed secret as it is stored: key version, nonce, ciphertext and tag. */
export type Sealed = Uint8Array;

/** HMAC of an 8-byte counter under a seed that never leaves the port (`@sallyport/otp`'s `Mac`). */
export type Mac = (counter: Uint8Array) => Uint8Array;

/** AES-256-GCM under the data key; `rowId` is the additional data, so a sealed value moved to another row does not open. */
export interface Seals {
  seal(secret: Uint8Array, rowId: string): Sealed;
  open(sealed: Sealed, rowId: string): Uint8Array;
  /** The HMAC-SHA1 of a sealed TOTP seed; the key object is cached inside. */
  otp(sealed: Sealed, rowId: string): Mac;
  /** The SigV4 signing key of a sealed secret access key; the key object is cached inside. */
  signingKey(sealed: Sealed, rowId: string, scope: SigningScope): SigningKey;
  readonly tokens: Tokens;
}

/** What a SigV4 signing key signs for: one day (`20261124`), one region, one service. */
export interface SigningScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** HMAC-SHA256 of a string to sign, under a key that never leaves the port. */
export type SigningKey = (stringToSign: string) => Uint8Array;

/** Statements that travel: sealed, so that whoever carries one can neither read nor alter it, and no row need be kept of it. */
export interface Tokens {
  /** Seals under a key of its own (HKDF of the data key, 192-bit salt). The secret access key that goes with it is derived beside that key. */
  seal(statement: Uint8Array): { readonly token: string; readonly secretAccessKey: string };
  /** Undefined where it is none of ours, or not whole. */
  open(token: string): OpenedToken | undefined;
}

export interface OpenedToken {
  readonly statement: Uint8Array;
  signingKey(scope: SigningScope): SigningKey;
}

/** Where a password check comes from: the queue is shared out by source, half of it kept for known browsers. */
export interface HashSource {
  readonly address: string;
  readonly knownBrowser: boolean;
}

export interface Passwords {
  /** argon2id as a PHC string. Rejects with `Busy` when the queue stays full. */
  hash(password: string, source: HashSource): Promise<string>;
  /** Verifies; with `undefined` hashes against a decoy, so that the time does not tell who exists. */
  verify(
    password: string,
    phc: string | undefined,
    source: HashSource,
  ): Promise<{ readonly ok: boolean; readonly stale: boolean }>;
}

/** The event loop, as far as the core may know of it. */
export interface Pause {
  /** Gives way to other requests between slices of a long search. */
  turn(): Promise<void>;
  /** Work that nobody waits for (a rehash); its failure is logged and changes nothing. */
  afterwards(work: () => Promise<void>): void;
}

/** The token that makes the first account (security rule 24). */
export interface SetupToken {
  /** Whether this is the token, while its hour lasts. Constant time. */
  check(text: string): boolean;
}

/** What an identity provider's SAML metadata says of it, as far as assertions are checked against it. */
export interface SamlMetadata {
  readonly entityId: string;
  /** X.509, base64 of DER: whoever holds one of their keys speaks for the provider. */
  readonly certificates: readonly string[];
  /** After this the metadata is not to be believed any more. */
  readonly validUntil: Instant | undefined;
}

/** A bearer's confirmation: where the assertion may be handed in, and until when. */
export interface BearerConfirmation {
  readonly recipient: string;
  readonly notBefore: Instant | undefined;
  readonly notOnOrAfter: Instant;
}

/** How and when the identity provider saw somebody sign in. */
export interface AuthnFacts {
  readonly authenticatedAt: Instant;
  readonly sessionNotOnOrAfter: Instant | undefined;
  /** AuthnContextClassRef. */
  readonly contextClass: string | undefined;
}

/** What one assertion says: nothing in here that was not signed. Whether it is to be believed now and here is not decided yet. */
export interface AssertionFacts {
  readonly issuer: string;
  readonly issuedAt: Instant;
  readonly subject: {
    readonly name: string;
    /** The NameID's Format, whole. */
    readonly format: string;
  };
  readonly confirmation: BearerConfirmation;
  readonly notBefore: Instant | undefined;
  readonly notOnOrAfter: Instant | undefined;
  /** One list for each restriction: all of them must be met. */
  readonly audiences: readonly (readonly string[])[];
  readonly authentications: readonly AuthnFacts[];
  /** By Name, in the order of their values. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** Why a response says nothing. */
export type AssertionFault =
  | "notBase64"
  /** No SAML response of the form that is read here. */
  | "malformed"
  /** The identity provider itself says that it failed. */
  | "failed"
  /** Signed with what is no longer safe, or is not known here. */
  | "algorithm"
  /** Not signed, not by the provider, or not as a whole. */
  | "signature"
  /** A name or an attribute in it is encrypted by itself. */
  | "encrypted"
  /** Encrypted with what is not safe, or not in the form that is read here. */
  | "encryption"
  /** Not encrypted for a key of the provider's, or altered, or not signed inside: which of them is not told. */
  | "decryption"
  /** Signed by the provider, and in the clear, where it must be encrypted. */
  | "unencrypted";

/** What an assertion is read with. */
export interface AssertionTrust extends Pick<SamlMetadata, "certificates"> {
  /** PKCS #8, two at most. Asked for only where something is encrypted. */
  privateKeys(): readonly Uint8Array[];
  /** What is in the clear is refused. */
  readonly encryptionRequired: boolean;
}

/** SAML 2.0: XML and its signatures are known to whoever fills this port, and to nobody else. Nothing is fetched. */
export interface Assertions {
  /** Reads an identity provider's metadata; a refusal is told in people's words. */
  readMetadata(document: string): SamlMetadata | { readonly refused: string };
  /** Reads a private key for decryption (PEM) into PKCS #8, to be sealed; a refusal is told in people's words, without the key. */
  readPrivateKey(pem: string): Uint8Array | { readonly refused: string };
  /**
   * The facts of a response (base64), as far as a signature by one of the provider's certificates covers them. Without a provider
   * a decoy's key is tried, so that the time does not tell who exists.
   */
  verify(
    response: string,
    provider: AssertionTrust | undefined,
  ): AssertionFacts | { readonly fault: AssertionFault };
  /** AWS's NameQualifier: base64 of the SHA-1 of issuer, account and `/name` one behind the other. A name, not a proof. */
  nameQualifier(of: {
    readonly issuer: string;
    readonly accountId: string;
    readonly providerName: string;
  }): string;
}

/** What the parts of a JSON web token say. Nothing of it is believed before it is verified. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/** Why a token says nothing: it is not signed by a key that its issuer publishes, or the issuer cannot be asked for its keys. */
export type TokenFault = "malformed" | "algorithm" | "unknownKey" | "signature" | "unreachable";

/** Tokens of OpenID Connect issuers: the network and the signatures are known to whoever fills this port, and to nobody else. */
export interface WebIdentities {
  /** The claims of a signed token, unverified; undefined where it is none. */
  read(token: string): TokenClaims | undefined;
  /** The claims, if the issuer at this URL vouches for them: only then has anything been asked of the network. */
  verify(
    token: string,
    issuer: string,
  ): Promise<{ readonly claims: TokenClaims } | { readonly fault: TokenFault }>;
}

/** Everything but the store. */
export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly digests: Digests;
  readonly seals: Seals;
  readonly passwords: Passwords;
  readonly pause: Pause;
  readonly setupToken: SetupToken;
  readonly assertions: Assertions;
  readonly webIdentities: WebIdentities;
}
