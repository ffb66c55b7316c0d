// What an identity provider's word of a second factor is worth (security rule 19): nothing, unless its rule says so.

import { type Instant, later, SECOND } from "../instant.ts";
import type { UpstreamMfaRule } from "../records.ts";

/** What a provider said of how and when somebody signed in there. */
export interface UpstreamFacts {
  /** RFC 8176. */
  readonly amr: readonly string[];
  /** `acr`, or SAML's AuthnContextClassRef. */
  readonly acr: readonly string[];
  readonly authenticatedAt: Instant | undefined;
}

/** Clocks differ: so far ahead of ours may a provider's be. */
export const clockSkew = 60 * SECOND;

/**
 * When a second factor was shown upstream; undefined where none was that counts. Whoever does not say when somebody signed in says
 * nothing of how fresh that is.
 */
export function upstreamMfa(
  rule: UpstreamMfaRule | undefined,
  { amr, acr, authenticatedAt }: UpstreamFacts,
  now: Instant,
): Instant | undefined {
  if (rule === undefined || authenticatedAt === undefined) return undefined;
  const counts =
    amr.some((value) => rule.amrValues.includes(value)) ||
    acr.some((value) => rule.acrValues.includes(value));
  if (!counts || authenticatedAt > later(now, clockSkew)) return undefined;
  if (now - authenticatedAt > rule.maxAgeSeconds * SECOND) return undefined;
  return authenticatedAt > now ? now : authenticatedAt;
}

/** Whether whatever counted under the one rule counts under the other. */
export function coversRule(
  former: UpstreamMfaRule | undefined,
  next: UpstreamMfaRule | undefined,
): boolean {
  if (former === undefined) return true;
  if (next === undefined) return false;
  return (
    former.amrValues.every((value) => next.amrValues.includes(value)) &&
    former.acrValues.every((value) => next.acrValues.includes(value)) &&
    former.maxAgeSeconds <= next.maxAgeSeconds &&
    (!former.exempt || next.exempt)
  );
}
