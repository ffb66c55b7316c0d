// Members of a provider's MFA rule: what it must say for a second factor to count as shown (security rule 19).

import type { UpstreamMfaRule } from "../records.ts";
import { boolean, type InferMembers, integer, list, optional, text } from "../schema/schema.ts";

const value = text({ max: 256, words: "A value has at most 256 characters." });

export const mfaRuleMembers = {
  /** Any of them in a token's `amr` will do. */
  amrValues: optional(list(value, 20)),
  /** Or any of them as its `acr`; of SAML as AuthnContextClassRef. */
  acrValues: optional(list(value, 20)),
  /** How long ago the person may have signed in there; by default as long as a session of our own lasts. */
  maxAuthenticationAgeSeconds: optional(integer(60, 86_400)),
  /** It vouches for machines: that the account requires MFA does not keep them out. */
  exempt: optional(boolean),
} as const;

const defaultMaxAgeSeconds = 43_200;

/** In the members' words; a provider without a rule has one by which nothing counts. */
export function renderMfaRule(rule: UpstreamMfaRule | undefined) {
  return {
    amrValues: rule?.amrValues ?? [],
    acrValues: rule?.acrValues ?? [],
    maxAuthenticationAgeSeconds: rule?.maxAgeSeconds ?? defaultMaxAgeSeconds,
    exempt: rule?.exempt ?? false,
  };
}

/** Undefined: nothing counts, and nobody is exempt. */
export function readMfaRule(
  input: InferMembers<typeof mfaRuleMembers>,
): UpstreamMfaRule | undefined {
  const { amrValues = [], acrValues = [], exempt = false } = input;
  if (amrValues.length === 0 && acrValues.length === 0 && !exempt) return undefined;
  return {
    amrValues: [...new Set(amrValues)],
    acrValues: [...new Set(acrValues)],
    maxAgeSeconds: input.maxAuthenticationAgeSeconds ?? defaultMaxAgeSeconds,
    exempt,
  };
}
