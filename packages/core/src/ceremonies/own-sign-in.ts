// What the steps of a sign-in share: the caller is the pending sign-in itself, at the one step that the operation is for.

import { demandOn } from "../access/require-mfa.ts";
import type { Caller } from "../caller.ts";
import { refusals } from "../errors.ts";
import { requireAccount } from "../identity/locate.ts";
import { expiryOf } from "../identity/password-expiry.ts";
import type { Scope } from "../operation.ts";
import type { PendingSignInRecord, PersonRecord, SignInStep } from "../records.ts";
import type { SignInState } from "../session/advance.ts";
import { nextStep } from "../session/next-step.ts";
import type { Tx } from "../store.ts";

export interface PendingSignIn {
  readonly pending: PendingSignInRecord;
  readonly person: PersonRecord;
}

/** Refuses whoever is not at one of these steps: none can be skipped or repeated by going to another address. */
export function requireStep(caller: Caller, ...steps: readonly SignInStep[]): PendingSignIn {
  if (caller.kind !== "pending" || !steps.includes(caller.pending.step))
    throw refusals.signInExpired();
  return { pending: caller.pending, person: caller.person };
}

/**
 * Refuses when the sign-in's step is no longer due: of two browsers into which one break-glass code was typed, the second must not
 * enrol a device after the first has (security rule 25).
 */
export async function requireStepStillDue(
  scope: Scope<unknown> & { readonly tx: Tx },
  signIn: PendingSignIn,
): Promise<void> {
  const { tx } = scope;
  const { person, account, ...facts } = await nextState(scope, signIn);
  const profile = await tx.loginProfiles.find(person);
  // Whoever typed a former password goes no further with it.
  if (profile === undefined || signIn.pending.passwordAt < profile.changedAt)
    throw refusals.signInExpired();
  const deviceCount = (await tx.devices.listOf(person)).length;
  const expiry = await expiryOf(tx, profile, scope.now);
  const demand = (await demandOn(tx, person, scope.now)).kind;
  const due = nextStep({ person, account, profile, expiry, deviceCount, demand, facts });
  if (due !== signIn.pending.step) throw refusals.signInExpired();
}

/** From what `advance` goes on: the sign-in as this transaction finds it, with what this step has proven. */
export async function nextState(
  scope: Scope<unknown> & { readonly tx: Tx },
  { pending, person }: PendingSignIn,
  proven: Partial<SignInState> = {},
): Promise<SignInState> {
  const { tx } = scope;
  return {
    person,
    account: await requireAccount(tx, pending.accountId),
    passwordAt: pending.passwordAt,
    mfaAuthenticatedAt: pending.mfaAuthenticatedAt,
    mfaSerialNumber: pending.mfaSerialNumber,
    enrolmentCodeGiven: pending.enrolmentCodeGiven,
    recovered: pending.recovered,
    returnTo: pending.returnTo,
    from: pending,
    ...proven,
  };
}
