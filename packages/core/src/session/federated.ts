// What AssumeRoleWithWebIdentity and AssumeRoleWithSAML have in common. Whoever asks has no identity here: an identity provider of the
// role's account vouches for them, and the role's trust policy alone decides. Both operations prove whatever they were sent, and come
// here with what it says.

import {
  type ContextKeys,
  type KeyValue,
  keysOf,
  requestTagKeys,
  surroundingKeys,
  tagKeys,
} from "../access/context-keys.ts";
import { dueThrough } from "../access/require-mfa.ts";
import { providerArn } from "../caller.ts";
import { type IamError, refusals } from "../errors.ts";
import {
  isSameRole,
  locateActingRole,
  requireActing,
  requireWithinRole,
  stepOf,
} from "../identity/acting-role.ts";
import { newIds } from "../identity/ids.ts";
import { roleTags } from "../identity/locate-role.ts";
import { allTags } from "../identity/set-tags.ts";
import { HOUR, type Instant, later, SECOND } from "../instant.ts";
import { type UpstreamFacts, upstreamMfa } from "../mfa/upstream.ts";
import { type AccountId, type Arn, arns } from "../names.ts";
import type { Located } from "../operation.ts";
import { type AttachedPolicy, compileStored, contextKey, decide } from "../policy/index.ts";
import type {
  ActingProviderRecord,
  ActingRoleRecord,
  IdentityProviderRecord,
  ProviderSource,
  RoleStatement,
  TagRecord,
} from "../records.ts";
import type { Store, Tx } from "../store.ts";
import { refundFederated } from "../throttle/federation.ts";
import { type Issued, isSameSource, issueCredentials, packedPolicySize } from "./issue.ts";
import { readSessionPolicies, requireDistinctTags } from "./session-policies.ts";

/** What was asked for, of whichever account. What is not there is undefined: that is no fault yet. */
export interface FederatedTarget {
  readonly accountId: AccountId;
  readonly acting: ActingRoleRecord | undefined;
  /** The provider of the role's own account: another account's vouches for nobody here. */
  readonly provider: ActingProviderRecord | undefined;
  /** From when on nobody comes through it without a second factor; undefined where none is required. */
  readonly mfaDueFrom: Instant | undefined;
}

export async function locateFederatedTarget(
  tx: Tx,
  roleArn: string,
  kind: IdentityProviderRecord["kind"],
  providerName: string | undefined,
): Promise<FederatedTarget> {
  const { accountId, acting } = await locateActingRole(tx, roleArn);
  const named =
    providerName === undefined
      ? undefined
      : await tx.identityProviders.find(accountId, kind, providerName);
  const provider = named && (await tx.identityProviders.findActing(accountId, named.providerId));
  const mfaDueFrom = provider && (await dueThrough(tx, provider.provider));
  return { accountId, acting, provider, mfaDueFrom };
}

/** What a token or an assertion says, once it was proven. */
export interface UpstreamIdentity {
  readonly action: "sts:AssumeRoleWithWebIdentity" | "sts:AssumeRoleWithSAML";
  readonly sessionName: string;
  /** Condition keys for the role's trust policy. */
  readonly trustKeys: Readonly<Record<string, KeyValue>>;
  /** Those of them that every request of the session has. */
  readonly sessionKeys: Readonly<Record<string, string | readonly string[]>>;
  readonly tags: readonly TagRecord[];
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity: string | undefined;
  readonly mfa: UpstreamFacts;
  /** No session outlives it; undefined where nothing was said. */
  readonly notAfter?: Instant | undefined;
}

/** What the caller asks for besides. */
export interface FederatedInput {
  readonly roleArn: string;
  readonly policy?: string | undefined;
  readonly policyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
  readonly durationSeconds?: number | undefined;
}

export interface ProvenFederation {
  readonly identity: UpstreamIdentity;
  readonly policies: ReturnType<typeof readSessionPolicies>;
  readonly size: number | undefined;
  readonly mfaAuthenticatedAt: Instant | undefined;
}

type Asked = Located<FederatedInput, FederatedTarget>;

const hourSeconds = HOUR / SECOND;

/**
 * The second half of `prove`: lets in whom the trust policy lets in, and only then looks at what else was asked for. Its refusals would
 * tell others that there is such a role.
 */
export async function proveFederated(
  scope: Asked & { readonly store: Store },
  identity: UpstreamIdentity,
): Promise<ProvenFederation> {
  const { input, found, store, now } = scope;
  const mfaAuthenticatedAt = upstreamMfa(found.provider?.provider.mfaRule, identity.mfa, now);
  await store.read((tx) => requireTrusted({ ...scope, tx }, identity));
  await refundFederated(scope);
  requireWithinRole(input.durationSeconds, requireActing(found.acting).role.maxSessionSeconds);
  const policies = readSessionPolicies(input);
  requireDistinctTags(identity.tags);
  const size = packedPolicySize({ ...policies, tags: identity.tags });
  return { identity, policies, size, mfaAuthenticatedAt };
}

/** The whole of `prepare`. */
export function issueFederated(
  scope: Asked & { readonly proof: ProvenFederation },
): Issued<RoleStatement> {
  const { input, found, proof, ports, now } = scope;
  const { identity, policies, mfaAuthenticatedAt } = proof;
  const acting = requireActing(found.acting);
  const { maxSessionSeconds } = acting.role;
  const seconds = input.durationSeconds ?? Math.min(hourSeconds, maxSessionSeconds);
  return issueCredentials(ports, {
    kind: "role",
    source: sourceOf(found),
    accessKeyId: newIds.sessionKey(ports.random, found.accountId),
    issuedAt: now,
    expiresAt: earliest(
      later(now, seconds * SECOND),
      identity.notAfter,
      // Judged when it is issued: one without a second factor ends when it can no longer be put off.
      mfaAuthenticatedAt === undefined ? found.mfaDueFrom : undefined,
    ),
    mfaAuthenticatedAt,
    mfaSerialNumber: undefined,
    ...policies,
    tags: identity.tags,
    transitiveTagKeys: identity.transitiveTagKeys,
    chain: [stepOf(acting)],
    sessionName: identity.sessionName,
    sourceIdentity: identity.sourceIdentity,
    federation: { provider: arnOf(found), keys: identity.sessionKeys },
  });
}

/** The whole of `run`: everything as the transaction finds it. */
export async function admitFederated(
  scope: Asked & {
    readonly tx: Tx;
    readonly proof: ProvenFederation;
    readonly prepared: Issued<RoleStatement>;
  },
) {
  const { found, proof, prepared } = scope;
  const { statement, credentials } = prepared;
  const { identity } = proof;
  await requireTrusted(scope, identity);
  const acting = requireActing(found.acting);
  if (!isSameSource(sourceOf(found), statement.source)) throw refused(identity);
  if (!isSameRole(stepOf(acting), statement.chain.at(-1))) throw refused(identity);
  const { role } = acting;
  const { sessionName } = identity;
  return {
    credentials,
    assumedRoleUser: {
      assumedRoleId: `${role.roleId}:${sessionName}`,
      arn: arns.assumedRole(role.accountId, role.name, sessionName) as string,
    },
    packedPolicySize: proof.size,
    sourceIdentity: identity.sourceIdentity,
  };
}

/** Refuses unless the role's trust policy names the provider for all that was asked, and unless the account takes whoever comes. */
async function requireTrusted(
  scope: Asked & { readonly tx: Tx },
  identity: UpstreamIdentity,
): Promise<void> {
  const { found, input, tx, now } = scope;
  const { acting, provider } = found;
  if (acting === undefined || provider === undefined) throw refused(identity);
  const policy = compileStored(acting.role.trustPolicy, "trust");
  const mfaAt = upstreamMfa(provider.provider.mfaRule, identity.mfa, now);
  const mentioned = (prefix: string) =>
    [...policy.keys.keys()].some((key) => key.startsWith(contextKey(prefix)));
  const context: ContextKeys = new Map([
    ...keysOf({
      ...identity.trustKeys,
      ...requestTagKeys(identity.tags),
      "aws:FederatedProvider": arnOf(found),
      "aws:PrincipalType": "Anonymous",
      "sts:RoleSessionName": identity.sessionName,
      "sts:SourceIdentity": identity.sourceIdentity,
      "sts:TransitiveTagKeys": identity.transitiveTagKeys,
      ...mfaKeys(mfaAt, now),
    }),
    ...surroundingKeys(scope),
    ...(await ownTagKeys(tx, acting.role, mentioned)),
  ]);
  const trust: AttachedPolicy = { role: "trust", id: "trust", from: "role", policy };
  const principal = {
    kind: "Federated",
    accountId: found.accountId as string,
    names: [arnOf(found)],
  } as const;
  for (const action of actionsOf(identity)) {
    const request = { action, resource: input.roleArn, context, principal };
    if (decide({ request, policies: [trust] }).outcome !== "allowed") throw refused(identity);
  }
  if (mfaAt === undefined && found.mfaDueFrom !== undefined && found.mfaDueFrom <= now)
    throw refused(identity, requiresMfa);
}

/** Only whoever the role trusts is told. */
const requiresMfa =
  ": the account requires MFA, and the identity provider's word of this sign-in does not count as MFA by its rule";

const refused = ({ action }: UpstreamIdentity, reason?: string): IamError =>
  refusals.federationRefused(action, reason);

function actionsOf({ action, tags, sourceIdentity }: UpstreamIdentity): readonly string[] {
  return [
    action,
    ...(tags.length > 0 ? ["sts:TagSession"] : []),
    ...(sourceIdentity === undefined ? [] : ["sts:SetSourceIdentity"]),
  ];
}

function mfaKeys(at: Instant | undefined, now: Instant): Readonly<Record<string, KeyValue>> {
  return {
    "sallyport:MultiFactorAuthPresent": String(at !== undefined),
    ...(at !== undefined && {
      "sallyport:MultiFactorAuthAge": String(Math.floor((now - at) / SECOND)),
      "sallyport:MultiFactorAuthMethod": "federated",
    }),
  };
}

async function ownTagKeys(
  tx: Tx,
  role: ActingRoleRecord["role"],
  mentioned: (prefix: string) => boolean,
): Promise<ContextKeys> {
  const wanted = ["aws:ResourceTag/", "iam:ResourceTag/"].filter(mentioned);
  if (wanted.length === 0) return new Map();
  const tags = await allTags(tx, roleTags(role));
  return keysOf(Object.assign({}, ...wanted.map((prefix) => tagKeys(prefix, tags))));
}

function arnOf({ provider }: FederatedTarget): Arn {
  if (provider === undefined) throw refusals.tokenInvalid();
  return providerArn(provider.provider);
}

function sourceOf({ provider: acting }: FederatedTarget): ProviderSource {
  if (acting === undefined) throw refusals.tokenInvalid();
  const { provider, accountEpoch } = acting;
  const { accountId, providerId, epoch } = provider;
  return {
    kind: "provider",
    accountId,
    providerId,
    epochs: { account: accountEpoch, provider: epoch },
  };
}

function earliest(first: Instant, ...others: readonly (Instant | undefined)[]): Instant {
  return others.reduce<Instant>(
    (least, other) => (other !== undefined && other < least ? other : least),
    first,
  );
}
