import type { ConsoleContext, Denied } from "../api/types.ts";

export interface Refused {
  readonly action: string;
  readonly resource: string;
}

type Reader = Pick<ConsoleContext, "person" | "session" | "serverTime" | "denied">;

/** The question to the simulator that this refusal answers; undefined where the reader may not ask, or is root, whom no policy binds. */
export function whyQuestion(reader: Reader, { action, resource }: Refused) {
  const { person, session, serverTime, denied } = reader;
  if (person.kind === "root" || denied["iam:SimulatePrincipalPolicy"] !== undefined)
    return undefined;
  const { mfaAuthenticatedAt } = session;
  return {
    source: person.arn,
    action,
    ...(resource !== "*" && { resource }),
    ...(mfaAuthenticatedAt !== undefined && {
      "signed-in": "mfa" as const,
      minutes: String(minutesBetween(mfaAuthenticatedAt, serverTime)),
    }),
  };
}

const minutesBetween = (from: string, to: string) =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));

/** The action that this reason is about: each action's own sentence tells. */
export function refusedBy(denied: Denied, reason: string): Refused | undefined {
  const [entry] = Object.entries(denied).filter(([, sentence]) => sentence === reason);
  return entry && { action: entry[0], resource: "*" };
}
