// The condition keys of a request (iam-semantics §5.4): which are there, and what they say. An absent key is not an empty one.

import {
  callerId,
  type PersonCaller,
  type Principal,
  personArn,
  type RoleCaller,
  roleArn,
  sessionFacts,
} from "../caller.ts";
import { type Instant, SECOND, toIso } from "../instant.ts";
import type { Permission, RequestContext } from "../operation.ts";
import { contextKey } from "../policy/index.ts";
import type { TagRecord } from "../records.ts";
import type { Settings } from "../settings.ts";

export type ContextKeys = Map<string, readonly string[]>;

/** What is asked, by whom, from where and when. */
export interface Asking {
  readonly caller: Principal;
  readonly context: RequestContext;
  readonly settings: Settings;
  readonly now: Instant;
}

export function keysOf(members: Readonly<Record<string, KeyValue>>): ContextKeys {
  const keys: ContextKeys = new Map();
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue;
    keys.set(contextKey(name), typeof value === "string" ? [value] : value);
  }
  return keys;
}

export type KeyValue = string | readonly string[] | undefined;

/** The keys that every request has, whatever it asks for. */
export function requestKeys(asking: Asking): ContextKeys {
  const { caller, now } = asking;
  return new Map([
    ...keysOf({
      ...(caller.kind === "role" ? roleKeys(caller, now) : personKeys(caller)),
      ...(caller.kind === "person" && mfaKeys(asking)),
      "aws:userid": callerId(caller),
    }),
    ...surroundingKeys(asking),
  ]);
}

/** What a request says apart from who asks. */
export function surroundingKeys({
  context,
  settings,
  now,
}: Pick<Asking, "context" | "settings" | "now">): ContextKeys {
  return keysOf({
    "aws:CurrentTime": toIso(now),
    "aws:EpochTime": String(Math.floor(now / SECOND)),
    "aws:RequestedRegion": context.region ?? "us-east-1",
    // Only requests to the public URL's host are answered, so that its scheme is the request's.
    "aws:SecureTransport": String(settings.publicUrl.startsWith("https:")),
    "aws:SourceIp": context.sourceAddress,
    "aws:UserAgent": context.userAgent === "" ? undefined : context.userAgent,
    "aws:ViaAWSService": "false",
  });
}

function personKeys({ person }: PersonCaller): Readonly<Record<string, KeyValue>> {
  return {
    "aws:PrincipalAccount": person.accountId,
    "aws:PrincipalArn": personArn(person),
    "aws:PrincipalType": person.kind === "root" ? "Account" : "User",
    "aws:username": person.kind === "user" ? person.name : undefined,
  };
}

/**
 * A role's session has AWS's own MFA keys never (iam-semantics §5.4); what was shown when it was asked for is told under our names
 * (security rule 19).
 */
function roleKeys(
  { role, statement }: RoleCaller,
  now: Instant,
): Readonly<Record<string, KeyValue>> {
  const { issuedAt, mfaAuthenticatedAt: mfaAt, sourceIdentity, tags, federation } = statement;
  return {
    ...federation?.keys,
    "aws:FederatedProvider": federation?.provider,
    ...tagKeys("aws:PrincipalTag/", tags),
    "aws:PrincipalAccount": role.accountId,
    "aws:PrincipalArn": roleArn(role),
    "aws:PrincipalType": "AssumedRole",
    "aws:SourceIdentity": sourceIdentity,
    "aws:TokenIssueTime": toIso(issuedAt),
    "sallyport:MultiFactorAuthPresent": String(mfaAt !== undefined),
    "sallyport:MultiFactorAuthAge": mfaAt === undefined ? undefined : ageInSeconds(mfaAt, now),
    "sallyport:MultiFactorAuthMethod": mfaAt === undefined ? undefined : mfaMethod(statement),
  };
}

/** `otp`: a code that was shown here. `federated`: the word of an identity provider whose rule lets it count. */
const mfaMethod = ({ source, mfaSerialNumber }: RoleCaller["statement"]) =>
  source.kind === "provider" && mfaSerialNumber === undefined ? "federated" : "otp";

const ageInSeconds = (at: Instant, now: Instant) =>
  String(Math.max(0, Math.floor((now - at) / SECOND)));

/** A long-term access key is no session: it has none of these, rather than `false`. */
function mfaKeys({
  caller,
  now,
}: Pick<Asking, "caller" | "now">): Readonly<Record<string, KeyValue>> {
  const session = sessionFacts(caller);
  if (session === undefined) return {};
  const { startedAt, mfaAuthenticatedAt } = session;
  return {
    "aws:TokenIssueTime": toIso(startedAt),
    "aws:MultiFactorAuthPresent": String(mfaAuthenticatedAt !== undefined),
    "aws:MultiFactorAuthAge":
      mfaAuthenticatedAt === undefined ? undefined : ageInSeconds(mfaAuthenticatedAt, now),
  };
}

/** The same request, had a second factor been shown just now. */
export function withFreshMfa(keys: ContextKeys): ContextKeys {
  const session = { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "0" };
  return new Map([...keys, ...keysOf(session)]);
}

/** What one permission adds: whose the resource is, and what its operation says of the request. */
export function permissionKeys({ owner, keys = {} }: Permission): ContextKeys {
  return keysOf({ ...keys, "sallyport:ResourceOwner": owner });
}

/** `aws:RequestTag/K` and `aws:TagKeys` of a request that sets tags. */
export function requestTagKeys(
  tags: readonly TagRecord[] = [],
): Readonly<Record<string, KeyValue>> {
  if (tags.length === 0) return {};
  return { ...tagKeys("aws:RequestTag/", tags), "aws:TagKeys": tags.map(({ key }) => key) };
}

export function tagKeys(
  prefix: string,
  tags: readonly TagRecord[],
): Readonly<Record<string, KeyValue>> {
  return Object.fromEntries(tags.map(({ key, value }) => [`${prefix}${key}`, value]));
}
