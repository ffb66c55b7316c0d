// Moves a sign-in on: to its next step under a new id, or to a session. The only place that opens one.

import { promptFor } from "../access/require-mfa.ts";
import { refusals } from "../errors.ts";
import { expiryOf } from "../identity/password-expiry.ts";
import { hashToken, newToken } from "../identity/tokens.ts";
import { later } from "../instant.ts";
import { Outcome, type Scope } from "../operation.ts";
import type {
  AccountRecord,
  LoginProfileRecord,
  PendingSignInRecord,
  PersonRecord,
} from "../records.ts";
import { oneOf, struct, text } from "../schema/schema.ts";
import { lifetimes } from "../settings.ts";
import type { Tx } from "../store.ts";
import { nextStep, type SignInFacts } from "./next-step.ts";
import { newSession, rememberBrowser, type SessionProof } from "./open-session.ts";

/** What every step of a sign-in answers. */
export const signInAnswer = struct({
  next: oneOf("mfa", "enrolmentCode", "passwordExpired", "newPassword", "enrolment", "done"),
  /** Where to go when done: a same-origin path. */
  returnTo: text({ max: 2048 }),
});

export interface SignInState extends SignInFacts, SessionProof {
  readonly person: PersonRecord;
  readonly account: AccountRecord;
  readonly returnTo: string;
  /** The pending sign-in that this step ends; undefined after the password. */
  readonly from: PendingSignInRecord | undefined;
}

export async function advance(scope: Scope<unknown> & { readonly tx: Tx }, state: SignInState) {
  const { tx, now, ports, trail } = scope;
  const { person, account, from, returnTo } = state;
  trail.account = account;
  trail.subject = person;
  const profile = await tx.loginProfiles.find(person);
  // Taken away or changed since it was typed: whoever typed the old one has proven nothing.
  if (profile === undefined || state.passwordAt < profile.changedAt) throw refusals.signInExpired();
  // Whoever has shown a factor, or recovered without one, is not asked how many there are.
  const asksDevices = state.mfaAuthenticatedAt === undefined && !state.recovered;
  const deviceCount = asksDevices ? (await tx.devices.listOf(person)).length : 0;
  const expiry = await expiryOf(tx, profile, now);
  const prompts = deviceCount === 0 && state.mfaAuthenticatedAt === undefined;
  const demand = prompts ? (await promptFor(tx, person, now)).kind : "none";
  const step = nextStep({ person, account, profile, expiry, deviceCount, demand, facts: state });
  if (step === "done") return openSession(scope, state, profile);

  const { token, hash } = newToken(ports);
  const pending: PendingSignInRecord = {
    accountId: person.accountId,
    personId: person.personId,
    idHash: hash,
    step,
    expiresAt: from?.expiresAt ?? later(now, lifetimes.pendingSignIn),
    passwordAt: state.passwordAt,
    mfaAuthenticatedAt: state.mfaAuthenticatedAt,
    mfaSerialNumber: state.mfaSerialNumber,
    returnTo,
    wrongCodes: 0,
    wrongCost: 0,
    enrolmentCodeGiven: state.enrolmentCodeGiven,
    recovered: state.recovered,
  };
  if (from === undefined) await tx.pendingSignIns.insert(pending);
  else if (!(await tx.pendingSignIns.replace(from.idHash, pending))) throw refusals.signInExpired();
  trail.event = step === "mfa" ? "CheckMfa" : trail.event;
  return new Outcome({ next: step, returnTo } as const, {
    pending: { token, expiresAt: pending.expiresAt },
  });
}

async function openSession(
  scope: Scope<unknown> & { readonly tx: Tx },
  state: SignInState,
  profile: LoginProfileRecord,
) {
  const { tx, now, trail } = scope;
  const { person, from, returnTo } = state;
  if (from !== undefined && !(await tx.pendingSignIns.delete(from.idHash)))
    throw refusals.signInExpired();
  const withMfa = state.mfaAuthenticatedAt !== undefined;
  const { record, issued } = newSession(scope, person, {
    passwordAt: state.passwordAt,
    mfaAuthenticatedAt: state.mfaAuthenticatedAt,
    mfaSerialNumber: state.mfaSerialNumber,
  });
  await tx.sessions.insert(record);
  await tx.people.markPasswordUsed(person, now);
  if (withMfa && profile.resetByMail) await tx.loginProfiles.clearResetByMail(person);
  trail.event = "ConsoleLogin";
  trail.additional = {
    LoginTo: returnTo,
    MobileVersion: "No",
    MFAUsed: withMfa ? "Yes" : "No",
    ...(state.mfaSerialNumber !== undefined && { MFAIdentifier: state.mfaSerialNumber }),
  };
  const known = withMfa ? await findKnownBrowser(scope, person) : undefined;
  const browser = withMfa && known === undefined ? await rememberBrowser(scope, person) : undefined;
  return new Outcome({ next: "done", returnTo } as const, {
    session: issued,
    pending: "ended",
    ...(browser && { browser }),
  });
}

/** The hash of the known-browser cookie, if this browser completed MFA for this person. */
export async function findKnownBrowser(
  scope: Scope<unknown> & { readonly tx: Tx },
  person: PersonRecord,
): Promise<Uint8Array | undefined> {
  const { tx, ports, context, now } = scope;
  const tokenHash = hashToken(ports.digests, context.browserToken);
  if (tokenHash === undefined) return undefined;
  const browser = await tx.browsers.find(person, tokenHash);
  return browser !== undefined && browser.expiresAt > now ? tokenHash : undefined;
}
