// Sign-in is a small state machine: password → second factor → (enrolment code) → (new password) → (enrolment) → session.
// This function alone says what comes next; every way to a session asks it (security rule 14).

import type { Instant } from "../instant.ts";
import type { AccountRecord, LoginProfileRecord, PersonRecord, SignInStep } from "../records.ts";

export interface SignInFacts {
  readonly passwordAt: Instant;
  readonly mfaAuthenticatedAt: Instant | undefined;
  readonly enrolmentCodeGiven: boolean;
  readonly recovered: boolean;
}

export function nextStep(state: {
  readonly person: PersonRecord;
  readonly account: AccountRecord;
  readonly profile: LoginProfileRecord;
  readonly deviceCount: number;
  readonly facts: SignInFacts;
}): SignInStep | "done" {
  const { person, account, profile, deviceCount, facts } = state;
  const proven = facts.mfaAuthenticatedAt !== undefined;
  const locked = person.kind === "root" && account.rootEnrolment !== undefined;
  if (deviceCount > 0 && !proven && !facts.recovered) return "mfa";
  if (locked && !facts.enrolmentCodeGiven) return "enrolmentCode";
  if (profile.resetRequired) return "newPassword";
  if ((locked || facts.recovered) && !proven) return "enrolment";
  return "done";
}
