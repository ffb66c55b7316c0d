// "Require MFA": whether it is required of a person now, and the Deny that follows from it (security rule 20).

import { type PersonCaller, sessionFacts } from "../caller.ts";
import { DAY, type Instant, later } from "../instant.ts";
import type { Permission } from "../operation.ts";
import { type AttachedPolicy, mfaRequirement } from "../policy/index.ts";
import type { IdentityProviderRecord, PersonRecord } from "../records.ts";
import type { MfaStanding, Tx } from "../store.ts";

/** What the account asks of a person who has shown no second factor. */
export type MfaDemand =
  | { readonly kind: "none" }
  /** The prompt may still be put off. */
  | { readonly kind: "grace"; readonly endsAt: Instant }
  | { readonly kind: "due" };

const none: MfaDemand = { kind: "none" };

/** Machine users are exempt by group, as long as nobody can sign in to the console as them. Root is meant with everyone, and never exempt. */
export function isInScope(
  person: Pick<PersonRecord, "kind">,
  standing: Omit<MfaStanding, "promptedAt" | "requirement"> & { readonly everyone: boolean },
): boolean {
  const { everyone, inRequiredGroup, inExemptGroup, hasPassword } = standing;
  if (person.kind === "root") return everyone;
  if (inExemptGroup && !hasPassword) return false;
  return everyone || inRequiredGroup;
}

/**
 * Grace is counted from the first sign-in that showed the prompt. Where none did, from the day it is required: a key is never shown
 * a prompt, and would otherwise do without a second factor for good.
 */
export function mfaDemand(
  person: Pick<PersonRecord, "kind">,
  standing: MfaStanding | undefined,
  now: Instant,
): MfaDemand {
  const endsAt = dueFrom(person, standing);
  if (endsAt === undefined || (standing?.requirement.since ?? now) > now) return none;
  return endsAt > now ? { kind: "grace", endsAt } : { kind: "due" };
}

/** From when on, as things stand, nothing is done without a second factor; undefined where none is required. */
export function dueFrom(
  person: Pick<PersonRecord, "kind">,
  standing: MfaStanding | undefined,
): Instant | undefined {
  if (standing === undefined) return undefined;
  const { requirement, promptedAt } = standing;
  const { since, graceDays, everyone } = requirement;
  if (!isInScope(person, { ...standing, everyone })) return undefined;
  const endsAt = graceEnd(promptedAt ?? since, graceDays);
  return endsAt > since ? endsAt : since;
}

/**
 * From when on nobody comes through an identity provider without a second factor, where it is required of everyone: they are like people
 * whom nobody could prompt. A provider that vouches for machines is exempt.
 */
export async function dueThrough(
  tx: Tx,
  { accountId, mfaRule }: Pick<IdentityProviderRecord, "accountId" | "mfaRule">,
): Promise<Instant | undefined> {
  if (mfaRule?.exempt) return undefined;
  const requirement = await tx.mfaRequirements.find(accountId);
  if (!requirement?.everyone) return undefined;
  return graceEnd(requirement.since, requirement.graceDays);
}

export const graceEnd = (from: Instant, graceDays: number): Instant => later(from, graceDays * DAY);

export async function demandOn(tx: Tx, person: PersonRecord, now: Instant): Promise<MfaDemand> {
  return mfaDemand(person, await tx.mfaRequirements.standingOf(person), now);
}

/**
 * The leave to decide of whom a second factor is asked. Whoever demands one of others has one: so nobody shuts themselves out, and
 * somebody is left to switch it off again. And nobody switches it off, or steps out of its reach, with a password or a key alone.
 */
export const decidingOnMfa = (action: Permission["action"]): Permission => ({
  action,
  resource: "*",
  freshFactor: "always",
});

/**
 * Whoever had a device while it was required of them has had their time: without it they are led to the next one at once. Grace that
 * began anew with each device removed would never end.
 */
export async function endGrace(tx: Tx, person: PersonRecord, now: Instant): Promise<void> {
  const standing = await tx.mfaRequirements.standingOf(person);
  if (standing === undefined || mfaDemand(person, standing, now).kind === "none") return;
  await tx.mfaRequirements.endGrace(person, standing.requirement);
}

/** Notes the first sign-in that shows the prompt: its grace begins now. */
export async function promptFor(tx: Tx, person: PersonRecord, now: Instant): Promise<MfaDemand> {
  const standing = await tx.mfaRequirements.standingOf(person);
  const demand = mfaDemand(person, standing, now);
  if (standing === undefined || demand.kind === "none") return demand;
  if (standing.promptedAt !== undefined) return demand;
  await tx.mfaRequirements.markPrompted(person, standing.requirement, now);
  return mfaDemand(person, { ...standing, promptedAt: now }, now);
}

/** The Deny, where it holds for this caller. Whoever has shown a factor is met by none, so that nothing is read for them. */
export async function requirementOn(
  tx: Tx,
  caller: PersonCaller,
  now: Instant,
): Promise<readonly AttachedPolicy[]> {
  if (sessionFacts(caller)?.mfaAuthenticatedAt !== undefined) return [];
  return requirementFor(tx, caller.person, now);
}

/** The Deny, where it meets this person's requests without a second factor. */
export async function requirementFor(
  tx: Tx,
  person: PersonRecord,
  now: Instant,
): Promise<readonly AttachedPolicy[]> {
  return (await demandOn(tx, person, now)).kind === "due" ? [requirement] : [];
}

const requirement: AttachedPolicy = {
  role: "requirement",
  id: "require-mfa",
  from: "account",
  policy: mfaRequirement,
};
