// From the claims of a verified token to whom it speaks of (OpenID Connect Core §2, §3.1.3.7), in AWS's words where AWS has them.

import type { KeyValue } from "../access/context-keys.ts";
import { providerArn } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import { type Instant, instant, later, SECOND } from "../instant.ts";
import { clockSkew } from "../mfa/upstream.ts";
import { patterns } from "../names.ts";
import { contextKey } from "../policy/index.ts";
import type { TokenClaims } from "../ports.ts";
import type { IdentityProviderRecord, OidcSettingsRecord, TagRecord } from "../records.ts";
import type { UpstreamIdentity } from "./federated.ts";
import { invalidParameter } from "./session-policies.ts";

export interface WebIdentity {
  readonly subject: string;
  /** Whom the token was given to. */
  readonly audience: string;
  readonly identity: Omit<UpstreamIdentity, "sessionName">;
}

const invalid = refusals.invalidIdentityToken;

/** Whom a token speaks of, if it is of this provider, for one of its audiences, and of this time. */
export function readWebIdentity(
  claims: TokenClaims,
  provider: IdentityProviderRecord,
  { url, clientIds }: Pick<OidcSettingsRecord, "url" | "clientIds">,
  now: Instant,
): WebIdentity {
  requireTimes(claims, now);
  if (claims["iss"] !== url) throw invalid("The issuer of the token is not the provider's.");
  const subject = requireSubject(claims);
  const audience = requireAudience(claims, clientIds);
  const amr = textsOf(claims["amr"]);
  // The session carries them in every request.
  const kept = amr.filter((value) => value.length <= longestKept).slice(0, mostKept);
  const keys = { [`${provider.name}:sub`]: subject, [`${provider.name}:aud`]: audience };
  return {
    subject,
    audience,
    identity: {
      action: "sts:AssumeRoleWithWebIdentity",
      trustKeys: { ...claimKeys(claims, provider.name), ...keys },
      sessionKeys: {
        ...keys,
        ...(kept.length > 0 && { [`${provider.name}:amr`]: kept }),
      },
      ...readTags(claims),
      sourceIdentity: readSourceIdentity(claims),
      mfa: { amr, acr: textsOf(claims["acr"]), authenticatedAt: timeOf(claims["auth_time"]) },
    },
  };
}

/** Whom the trail speaks of, in CloudTrail's names. */
export function describeWebIdentity(
  { subject, audience }: WebIdentity,
  provider: IdentityProviderRecord,
) {
  const arn = providerArn(provider);
  return {
    accountId: provider.accountId,
    type: "WebIdentityUser",
    principalId: `${arn}:${audience}:${subject}`,
    userName: subject,
    identityProvider: arn,
  } as const;
}

function requireTimes(claims: TokenClaims, now: Instant): void {
  const expiresAt = requireTime(claims, "exp");
  const issuedAt = requireTime(claims, "iat");
  const notBefore = claims["nbf"] === undefined ? issuedAt : requireTime(claims, "nbf");
  if (later(expiresAt, clockSkew) <= now) {
    throw new IamError(
      "ExpiredToken",
      `Token expired: current date/time ${seconds(now)} must be before the expiration date/time ${seconds(expiresAt)}`,
    );
  }
  const latest = later(now, clockSkew);
  if (issuedAt > latest || notBefore > latest)
    throw invalid("The token is not valid yet: compare the issuer's clock with this server's.");
}

const seconds = (at: Instant) => Math.floor(at / SECOND);

function requireTime(claims: TokenClaims, name: string): Instant {
  if (claims[name] === undefined) throw invalid(`Missing a required claim: ${name}`);
  const time = timeOf(claims[name]);
  if (time === undefined) throw invalid(`The claim ${name} is no time.`);
  return time;
}

/** Beyond it no clock of ours goes: 5138 AD. */
const lastSecond = 1e11;

/** A NumericDate (RFC 7519 §2). */
function timeOf(value: unknown): Instant | undefined {
  return typeof value === "number" && value > 0 && value < lastSecond
    ? instant(value * SECOND)
    : undefined;
}

/** As long as AWS lets a subject be, and an audience. */
const longestName = 255;

function requireSubject(claims: TokenClaims): string {
  const { sub } = claims as { readonly sub?: unknown };
  if (sub === undefined) throw invalid("Missing a required claim: sub");
  if (typeof sub !== "string" || sub === "" || sub.length > longestName)
    throw invalid(`The claim sub must be a text of at most ${longestName} characters.`);
  return sub;
}

/** The party that the token was given to: `azp` where it is named, as in AWS, else the audience. It must be one of the provider's. */
function requireAudience(claims: TokenClaims, clientIds: readonly string[]): string {
  const { aud, azp } = claims as { readonly aud?: unknown; readonly azp?: unknown };
  if (aud === undefined && azp === undefined) throw invalid("Missing a required claim: aud");
  const audience = textsOf(azp ?? aud).find((each) => clientIds.includes(each));
  if (audience === undefined) throw invalid("Incorrect token audience");
  return audience;
}

const longestValue = 1024;
const longestKept = 64;
const mostKept = 10;
const mostClaims = 100;

function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter(
    (each): each is string => typeof each === "string" && each.length <= longestValue,
  );
}

/** They are judged here, mean something to the issuer alone, or have a meaning of their own in AWS's keys. */
const noConditions: ReadonlySet<string> = new Set(
  "iss exp iat nbf auth_time jti nonce at_hash c_hash sid aud azp oaud sub".split(" "),
);
const awsClaims = "https://aws.amazon.com/";

/**
 * `ISSUER:CLAIM` for every claim that is a text, a number, true or false, or a list of texts. As in AWS `oaud` is whom a token was made
 * for, where `azp` says that it was given to another.
 */
function claimKeys(claims: TokenClaims, issuer: string): Readonly<Record<string, KeyValue>> {
  const asked = Object.entries(claims).filter(
    ([claim]) => !noConditions.has(contextKey(claim)) && !claim.startsWith(awsClaims),
  );
  requireToldApart(asked.map(([claim]) => claim));
  const plain = asked
    .slice(0, mostClaims)
    .map(([claim, value]) => [`${issuer}:${claim}`, conditionValue(value)] as const);
  return {
    ...Object.fromEntries(plain),
    ...(claims["azp"] !== undefined && { [`${issuer}:oaud`]: textsOf(claims["aud"]) }),
  };
}

/** Condition keys have no case: of `amr` and `AMR` whoever may add claims of their own would choose the one that counts. */
function requireToldApart(claims: readonly string[]): void {
  const seen = new Set<string>();
  for (const claim of claims) {
    if (seen.has(contextKey(claim)))
      throw invalid(`The token has two claims that are both called ${claim}, but for their case.`);
    seen.add(contextKey(claim));
  }
}

function conditionValue(value: unknown): KeyValue {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const texts = textsOf(value);
  return typeof value === "string" ? texts[0] : isListOfTexts(value) ? texts : undefined;
}

const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

function readSourceIdentity(claims: TokenClaims): string | undefined {
  const value = claims[`${awsClaims}source_identity`];
  if (value === undefined) return undefined;
  if (typeof value === "string" && /^[\w+=,.@-]{2,64}$/.test(value)) return value;
  throw invalid(
    "The source identity in the token must be 2 to 64 letters, digits and + = , . @ _ - only.",
  );
}

const mostTags = 50;

/** Session tags, in AWS's two forms: all in one claim, or each in one of its own. */
function readTags(claims: TokenClaims): Pick<UpstreamIdentity, "tags" | "transitiveTagKeys"> {
  const claim = `${awsClaims}tags`;
  const nested = membersOf(claims[claim]);
  const prefix = `${claim}/principal_tags/`;
  const flat = Object.entries(claims)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const);
  const tags = [...Object.entries(membersOf(nested["principal_tags"])), ...flat].map(toTag);
  if (tags.length > mostTags) throw invalid(`The token has more than ${mostTags} session tags.`);
  const transitive = [nested["transitive_tag_keys"], claims[`${claim}/transitive_tag_keys`]];
  const transitiveTagKeys = [...new Set(transitive.flatMap(textsOf))];
  const keys = new Set(tags.map(({ key }) => key.toLowerCase()));
  if (transitiveTagKeys.some((key) => !keys.has(key.toLowerCase()))) {
    throw invalidParameter(
      "The specified transitive tag key must be included in the requested tags.",
    );
  }
  return { tags, transitiveTagKeys };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** AWS's value of a tag is a list of one text. */
function toTag([key, given]: readonly [string, unknown]): TagRecord {
  const value: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
  if (typeof value !== "string" || !isTagText(key, 1, 128) || !isTagText(value, 0, 256))
    throw invalid("A session tag in the token is not a key and one value of AWS's form.");
  return { key, value };
}

const isTagText = (text: string, min: number, max: number): boolean =>
  text.length >= min && text.length <= max && patterns.tagText.test(text);
