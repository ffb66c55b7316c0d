import { newToken } from "../identity/tokens.ts";
import { type Instant, later, SECOND } from "../instant.ts";
import type { SerialNumber } from "../names.ts";
import type { IssuedToken, Scope } from "../operation.ts";
import type { Amr, PersonRef, SessionRecord } from "../records.ts";
import { lifetimes } from "../settings.ts";
import type { Tx } from "../store.ts";

export interface SessionProof {
  readonly passwordAt: Instant;
  readonly mfaAuthenticatedAt: Instant | undefined;
  readonly mfaSerialNumber: SerialNumber | undefined;
}

/** A session as it is stored, and its token as the browser gets it. Stores nothing yet. */
export function newSession(
  scope: Scope<unknown>,
  person: PersonRef,
  proof: SessionProof,
): { readonly record: SessionRecord; readonly issued: IssuedToken } {
  const { ports, settings, now, context } = scope;
  const { token, hash } = newToken(ports);
  const expiresAt = later(now, settings.sessionSeconds * SECOND);
  const record: SessionRecord = {
    accountId: person.accountId,
    personId: person.personId,
    idHash: hash,
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
    idleSeconds: settings.idleSeconds,
    ...proof,
    amr: methods(proof),
    sourceAddress: context.sourceAddress,
    userAgent: context.userAgent.slice(0, 256),
  };
  return { record, issued: { token, expiresAt } };
}

/** The same session under a new id, with what was proven meanwhile: at step-up and at enrolment (security rule 17). */
export async function rotateSession(
  scope: Scope<unknown> & { readonly tx: Tx },
  session: SessionRecord,
  proof: Partial<SessionProof>,
): Promise<IssuedToken | undefined> {
  const { tx, ports } = scope;
  const { token, hash } = newToken(ports);
  const proven = { ...session, ...proof };
  const next: SessionRecord = {
    ...proven,
    idHash: hash,
    lastSeenAt: scope.now,
    amr: methods(proven),
  };
  if (!(await tx.sessions.replace(session.idHash, next))) return undefined;
  await tx.enrolments.rebind(session.idHash, hash);
  await tx.emailChanges.rebind(session.idHash, hash);
  return { token, expiresAt: session.expiresAt };
}

/** RFC 8176 values. */
function methods(proof: SessionProof): readonly Amr[] {
  return proof.mfaAuthenticatedAt === undefined ? ["pwd"] : ["pwd", "otp", "mfa"];
}

/** A browser that completed MFA for this person gets a mark of its own, so that a thief's wrong codes elsewhere do not lock it out. */
export async function rememberBrowser(
  scope: Scope<unknown> & { readonly tx: Tx },
  person: PersonRef,
): Promise<IssuedToken> {
  const { tx, ports, now } = scope;
  const { token, hash } = newToken(ports);
  const expiresAt = later(now, lifetimes.knownBrowser);
  await tx.browsers.insert({
    accountId: person.accountId,
    personId: person.personId,
    tokenHash: hash,
    expiresAt,
  });
  return { token, expiresAt };
}
