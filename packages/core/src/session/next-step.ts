// Sign-in is a small state machine: password → second factor → (enrolment code) → (new password) → (enrolment) → session.
// A password that expired for good leads to a step that leads nowhere: it is told only to whoever has shown all they have.
// This function alone says what comes next; every way to a session asks it (security rule 14).

import type { MfaDemand } from "../access/require-mfa.ts";
import type { PasswordExpiry } from "../identity/password-expiry.ts";
import type { Instant } from "../instant.ts";
import type { AccountRecord, LoginProfileRecord, PersonRecord, SignInStep } from "../records.ts";

export interface SignInFacts {
  readonly passwordAt: Instant;
  readonly mfaAuthenticatedAt: Instant | undefined;
  readonly enrolmentCodeGiven: boolean;
  readonly recovered: boolean;
  /** "Skip for now" was pressed: it counts as long as there is grace. */
  readonly skipped?: boolean;
}

export function nextStep(state: {
  readonly person: PersonRecord;
  readonly account: AccountRecord;
  readonly profile: LoginProfileRecord;
  /** Whether the password is too old by the account's policy. */
  readonly expiry: PasswordExpiry;
  readonly deviceCount: number;
  /** What the account asks of whoever has no device. */
  readonly demand: MfaDemand["kind"];
  readonly facts: SignInFacts;
}): SignInStep | "done" {
  const { person, account, profile, expiry, deviceCount, demand, facts } = state;
  const proven = facts.mfaAuthenticatedAt !== undefined;
  const locked = person.kind === "root" && account.rootEnrolment !== undefined;
  if (deviceCount > 0 && !proven && !facts.recovered) return "mfa";
  if (locked && !facts.enrolmentCodeGiven) return "enrolmentCode";
  if (expiry === "hard") return "passwordExpired";
  if (profile.resetRequired || expiry === "soft") return "newPassword";
  if ((locked || facts.recovered) && !proven) return "enrolment";
  if (!proven && (demand === "due" || (demand === "grace" && !facts.skipped))) return "enrolment";
  return "done";
}
