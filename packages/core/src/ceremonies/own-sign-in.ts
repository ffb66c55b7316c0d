// What the steps of a sign-in share: the caller is the pending sign-in itself, at the one step that the operation is for.

import type { Caller } from "../caller.ts";
import { refusals } from "../errors.ts";
import { requireAccount } from "../identity/locate.ts";
import type { Scope } from "../operation.ts";
import type { PendingSignInRecord, PersonRecord, SignInStep } from "../records.ts";
import type { SignInState } from "../session/advance.ts";
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

/** The state from which `advance` goes on, with what this step has proven. */
export async function nextState(
  scope: Scope<unknown> & { readonly tx: Tx },
  { pending }: PendingSignIn,
  proven: Partial<SignInState> = {},
): Promise<SignInState> {
  const { tx } = scope;
  const person = await tx.people.find(pending);
  if (person === undefined) throw refusals.signInExpired();
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
