// Sallyport's STS as its own client: signed requests, and what its refusals mean to whoever waits.

import { signRequest } from "@sallyport/aws-query";
import { instant } from "@sallyport/core";
import { OperatorFault, signingKeyOf } from "@sallyport/platform";
import * as v from "valibot";
import type { Profile } from "./profile.ts";
import { type Session, sessionSchema } from "./session.ts";

/** STS said no. */
export class StsRefusal extends Error {
  override readonly name = "StsRefusal";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Sts {
  /** How far this machine's clock is behind the server's, in milliseconds; known after `greet`. */
  readonly lateMs: () => number;
  /** Proves the key, before anybody is asked for a code, and learns the server's time. */
  greet(): Promise<void>;
  /** A session; with a code, one that carries MFA. */
  session(code: string | undefined): Promise<Session>;
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** Whose key signs, if not the profile's own, and how long an answer may take. */
export interface StsOptions {
  readonly signer?: Signer;
  readonly patienceMs?: number;
}

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export function openSts(
  profile: Profile,
  now: () => number,
  { signer = profile, patienceMs = 30_000 }: StsOptions = {},
): Sts {
  let lateMs = 0;
  const sending = { profile, signer, patienceMs };
  async function ask(action: string, parameters: Parameters = {}): Promise<string> {
    const answer = await send(sending, now() + lateMs, { Action: action, ...parameters });
    if (answer.ok) return answer.text;
    throw refusalIn(answer, profile);
  }
  return {
    lateMs: () => lateMs,
    async greet() {
      const { at, ok, ...answer } = await send(sending, now(), { Action: "GetCallerIdentity" });
      const late = at === undefined ? 0 : at - now();
      // The header has whole seconds, and the way takes its time: a difference of a few is none.
      if (Math.abs(late) > 5_000) lateMs = late;
      if (ok) return;
      const refusal = refusalIn({ ...answer, ok, at }, profile);
      if (lateMs === 0 || !isAboutTime(refusal)) throw refusal;
      await ask("GetCallerIdentity");
    },
    async session(code) {
      const { mfaSerial, durationSeconds, role } = profile;
      const common = {
        DurationSeconds: durationSeconds?.toString(),
        SerialNumber: mfaSerial,
        TokenCode: code,
      };
      const text =
        role === undefined
          ? await ask("GetSessionToken", common)
          : await ask("AssumeRole", {
              ...common,
              RoleArn: role.arn,
              RoleSessionName: role.sessionName,
              ExternalId: role.externalId,
            });
      return readSession(text, lateMs, profile);
    },
  };
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
  /** The server's time, where it says so. */
  readonly at: number | undefined;
}

interface Sending {
  readonly profile: Profile;
  readonly signer: Signer;
  readonly patienceMs: number;
}

async function send(
  { profile, signer, patienceMs }: Sending,
  atMs: number,
  parameters: Parameters,
): Promise<Answer> {
  const { endpoint, region } = profile;
  const form = Object.entries({ ...parameters, Version: "2011-06-15" }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  const { method, headers, body } = signRequest({
    url: endpoint,
    form,
    accessKeyId: signer.accessKeyId,
    sessionToken: signer.sessionToken,
    region,
    service: "sts",
    at: instant(atMs),
    signingKey: signingKeyOf(signer.secretAccessKey),
  });
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(endpoint, { method, headers, body, signal, redirect: "error" });
    const { ok, status } = response;
    const at = Date.parse(response.headers.get("date") ?? "");
    return { ok, status, text: await response.text(), at: Number.isNaN(at) ? undefined : at };
  } catch (error) {
    throw new OperatorFault(
      `${endpoint.origin} cannot be reached (${reasonOf(error, patienceMs)}). Is endpoint_url of the profile "${profile.name}" right, and does the server run?`,
      { cause: error },
    );
  }
}

/** `fetch` says "fetch failed", and why in the cause. */
function reasonOf(error: unknown, patienceMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer in ${patienceMs / 1000} s`;
  return error.cause instanceof Error ? error.cause.message || String(error.cause) : error.message;
}

function refusalIn({ text, status }: Answer, { endpoint }: Profile): Error {
  const code = elementIn(text, "Code");
  if (code !== undefined) return new StsRefusal(code, elementIn(text, "Message") ?? code);
  return new OperatorFault(
    `${endpoint.origin} answered with status ${status}, and not as STS does. Is endpoint_url right?`,
  );
}

/** A signature that is too old, or of the time to come. */
function isAboutTime(error: Error): boolean {
  return (
    error instanceof StsRefusal &&
    (error.code === "RequestExpired" || /Signature (?:expired|not yet current)/.test(error.message))
  );
}

function readSession(text: string, lateMs: number, { endpoint }: Profile): Session {
  const read = v.safeParse(sessionSchema, {
    accessKeyId: elementIn(text, "AccessKeyId"),
    secretAccessKey: elementIn(text, "SecretAccessKey"),
    sessionToken: elementIn(text, "SessionToken"),
    expiration: elementIn(text, "Expiration"),
    lateMs,
  });
  if (read.success) return read.output;
  throw new OperatorFault(
    `${endpoint.origin} answered without credentials. Is endpoint_url right?`,
  );
}

const entities: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" },
};

/** The text of the first element of that name: none of those wanted here has elements in it. */
function elementIn(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replaceAll(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole);
}
