// Whether an assertion is to be believed now, here, and for this role: what its signature covers says much, and all of it may have
// been meant for another time, another service, or another role. The checks are AWS's, in AWS's words where they are known.

import { IamError, refusals } from "../errors.ts";
import { type Instant, later, MINUTE } from "../instant.ts";
import { clockSkew } from "../mfa/upstream.ts";
import type { AssertionFacts, AssertionFault, SamlMetadata } from "../ports.ts";

/** What AWS's own sign-in page is called, and AWS itself as an audience: providers that were set up for AWS need no change. */
const awsSignIn = "https://signin.aws.amazon.com/saml";
const awsItself = "urn:amazon:webservices";

/** Sallyport's own name for both: the public URL and this path. */
export const samlPath = "/saml";

/** An answer of a provider is redeemed within five minutes, as often as anybody likes: AWS keeps no memory of assertions either. */
const redeemable = 5 * MINUTE;

export interface Expected {
  readonly roleArn: string;
  readonly principalArn: string;
  readonly metadata: SamlMetadata;
  readonly publicUrl: string;
  readonly now: Instant;
}

const { invalidIdentityToken } = refusals;
const expired = (message: string) => new IamError("ExpiredToken", message);

/** Why nothing was read. What the provider is, and whether there is one, it does not tell. */
export function unreadable(fault: AssertionFault): IamError {
  switch (fault) {
    case "notBase64":
      return invalidIdentityToken("Invalid base64 SAMLResponse");
    case "malformed":
      return invalidIdentityToken(
        "Invalid SAMLResponse: it is no SAML 2.0 response with one assertion.",
      );
    case "encrypted":
      return invalidIdentityToken(
        "Encrypted names and attributes are not read: encrypt the assertion as a whole.",
      );
    case "encryption":
      return invalidIdentityToken(
        "Encrypted assertion invalid: encrypt with AES-GCM and RSA-OAEP; AES-CBC is accepted in a signed response only.",
      );
    case "decryption":
      return invalidIdentityToken(
        "Encrypted assertion invalid: not encrypted for a private key of the provider, or not signed by it.",
      );
    case "unencrypted":
      return invalidIdentityToken("The provider's assertions have to be encrypted.");
    case "algorithm":
      return invalidIdentityToken(
        "Response signature invalid: sign with RSA or ECDSA and SHA-256 or longer, over exclusive canonical XML. SHA-1 is not accepted.",
      );
    case "signature":
      return invalidIdentityToken("Response signature invalid");
    case "failed":
      return new IamError(
        "IDPRejectedClaim",
        "The identity provider reported that authentication failed.",
      );
  }
}

/** Refuses what was signed by the provider and is not for this time, this place, or this role. */
export function judgeAssertion(facts: AssertionFacts, expected: Expected): void {
  const { metadata, now } = expected;
  if (facts.issuer !== metadata.entityId) {
    throw invalidIdentityToken("Issuer not present in specified provider");
  }
  if (metadata.validUntil !== undefined && metadata.validUntil <= now) {
    throw invalidIdentityToken("The metadata of the specified provider is not valid any more.");
  }
  requireTime(facts, now);
  requirePlace(facts, expected.publicUrl);
  if (facts.authentications.length === 0) {
    throw invalidIdentityToken("Response does not say how the subject signed in.");
  }
  requireRole(facts, expected);
}

/** A clock may be ahead of ours; that one is behind only makes its assertions shorter. */
function requireTime(facts: AssertionFacts, now: Instant): void {
  const { issuedAt, confirmation } = facts;
  const latest = later(now, clockSkew);
  const begins = [issuedAt, facts.notBefore, confirmation.notBefore];
  if (begins.some((at) => at !== undefined && at > latest)) {
    throw invalidIdentityToken("Response is not valid yet.");
  }
  if (now - issuedAt > redeemable) {
    throw expired("Token must be redeemed within 5 minutes of issuance");
  }
  const ends = [
    facts.notOnOrAfter,
    confirmation.notOnOrAfter,
    ...facts.authentications.map(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter),
  ];
  if (ends.some((at) => at !== undefined && at <= now)) {
    throw expired("Response is not valid any more.");
  }
}

function requirePlace({ confirmation, audiences }: AssertionFacts, publicUrl: string): void {
  const own = `${publicUrl}${samlPath}`;
  if (confirmation.recipient !== awsSignIn && confirmation.recipient !== own) {
    throw invalidIdentityToken("Response does not contain the required recipient.");
  }
  const accepted: readonly string[] = [awsSignIn, awsItself, own];
  const restricted = audiences.length > 0;
  if (!restricted || !audiences.every((some) => some.some((one) => accepted.includes(one)))) {
    throw invalidIdentityToken("Response does not contain the required audience.");
  }
}

/** Both ARNs, in either order, and no more: AWS's own form. In the words for a role that is not there. */
function requireRole({ attributes }: AssertionFacts, { roleArn, principalArn }: Expected): void {
  const pairs = (attributes.get(samlAttributes.role) ?? []).map((pair) =>
    pair.split(",").map((arn) => arn.trim()),
  );
  const isAsked = ([one, other, third]: readonly string[]) =>
    third === undefined &&
    ((one === roleArn && other === principalArn) || (one === principalArn && other === roleArn));
  if (!pairs.some(isAsked)) throw refusals.federationRefused("sts:AssumeRoleWithSAML");
}

const prefix = "https://aws.amazon.com/SAML/Attributes/";

export const samlAttributes = {
  role: `${prefix}Role`,
  roleSessionName: `${prefix}RoleSessionName`,
  sessionDuration: `${prefix}SessionDuration`,
  sourceIdentity: `${prefix}SourceIdentity`,
  transitiveTagKeys: `${prefix}TransitiveTagKeys`,
  /** And the tag's key behind it. */
  principalTag: `${prefix}PrincipalTag:`,
} as const;
