import * as v from "valibot";

/** Temporary credentials, as they are kept and as they are given out. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601. */
  readonly expiration: string;
  /** How far this machine's clock was behind the server's when it was given. */
  readonly lateMs: number;
}

export const sessionSchema = v.object({
  accessKeyId: v.pipe(v.string(), v.nonEmpty()),
  secretAccessKey: v.pipe(v.string(), v.nonEmpty()),
  sessionToken: v.pipe(v.string(), v.nonEmpty()),
  expiration: v.pipe(v.string(), v.isoTimestamp()),
  lateMs: v.number(),
});

/**
 * AWS's clients renew a session some minutes before its end; one that is that close to it is not given out again, or they
 * would call this command for each of their requests.
 */
const renewBeforeEndMs = 5 * 60_000;

export function isFresh({ expiration, lateMs }: Session, nowMs: number): boolean {
  return Date.parse(expiration) - (nowMs + lateMs) > renewBeforeEndMs;
}

/** What AWS's clients read from a `credential_process` (AWS CLI User Guide, "Sourcing credentials with an external process"). */
export function processOutput(session: Session): string {
  return `${JSON.stringify({
    Version: 1,
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: session.expiration,
  })}\n`;
}
