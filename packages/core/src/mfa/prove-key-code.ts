// A code that came with a signed request to STS: named device, the key's own ledger, and AWS's words for what is wrong with it.

import { IamError } from "../errors.ts";
import { MINUTE } from "../instant.ts";
import type { AccessKeyId } from "../names.ts";
import type { Scope } from "../operation.ts";
import type { DeviceRecord, PersonRecord } from "../records.ts";
import { integer, optional, text } from "../schema/schema.ts";
import type { Store, Tx } from "../store.ts";
import { type CodeAttempt, type ProvenCode, proveCode } from "./prove-code.ts";
import { settleCode } from "./settle-code.ts";

/** What every call of STS that takes a code takes. */
export const keyCodeMembers = {
  serialNumber: optional(text({ min: 9, max: 256, pattern: /^[\w+=/:,.@-]*$/ })),
  tokenCode: optional(
    text({ min: 6, max: 6, pattern: /^[\d]*$/, words: "A code has six digits.", secret: true }),
  ),
} as const;

/** The longest that AWS lets a person's own temporary credentials last, and the least. */
export const personalSeconds = integer(900, 129_600);

export interface KeyCode {
  readonly serialNumber?: string | undefined;
  readonly tokenCode?: string | undefined;
}

/** Whose code it is, and the long-term key that the request (or its session) comes from. */
export interface KeyHolder {
  readonly person: PersonRecord;
  readonly accessKeyId: AccessKeyId;
}

/** Undefined where no code was sent: that is no fault. */
export async function proveKeyCode(
  scope: Scope<unknown> & { readonly store: Store },
  { person, accessKeyId }: KeyHolder,
  owned: readonly DeviceRecord[],
  { serialNumber, tokenCode }: KeyCode,
): Promise<ProvenCode | undefined> {
  if (serialNumber === undefined && tokenCode === undefined) return undefined;
  if (serialNumber === undefined || tokenCode === undefined) {
    throw mfaFailed(", must provide both MFA serial number and one time pass code.");
  }
  const devices = owned.filter((device) => device.serialNumber === serialNumber);
  if (devices.length === 0) throw unknownDevice();
  const source = sourceOf(accessKeyId);
  return attempt(scope, { ...scope, person, devices, code: tokenCode, source });
}

export const unknownDevice = () =>
  mfaFailed(
    ", unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
  );

const sourceOf = (accessKeyId: AccessKeyId) => `key:${accessKeyId}`;

function mfaFailed(words: string, cause?: IamError): IamError {
  return new IamError(
    "AccessDenied",
    `MultiFactorAuthentication failed${words}`,
    cause?.facts,
    cause,
  );
}

/** AWS has one text for a wrong and a used code. Waits and closures are told in it too: as `Throttling` every SDK would try again by itself. */
async function attempt(scope: Scope<unknown>, code: CodeAttempt): Promise<ProvenCode> {
  try {
    return await proveCode(code);
  } catch (error) {
    if (!(error instanceof IamError)) throw error;
    if (error.code === "InvalidAuthenticationCode") {
      const { store, now } = code;
      const key = recentKey(scope, code.source);
      await store.atomically((tx) => tx.attempts.charge(key, { now, ...recentRules }));
      throw mfaFailed(" with invalid MFA one time pass code. ", error);
    }
    if (error.code === "Throttling" || error.code === "CodesClosed")
      throw mfaFailed(`: ${error.message}`, error);
    throw error;
  }
}

/** Security rule 2: a success takes back the wrong codes of the same key and address in the last ten minutes, and no others. */
const recentRules = {
  freeTries: Number.MAX_SAFE_INTEGER,
  firstWait: 0,
  longestWait: 0,
  forgetAfter: 10 * MINUTE,
} as const;

const recentKey = ({ context }: Scope<unknown>, source: string) =>
  `key-code:${source}:${context.sourceAddress}`;

/** What a good code changes: the device learns, and what earlier wrong ones cost is given back. */
export async function settleKeyCode(
  scope: Scope<unknown> & {
    readonly tx: Tx;
    readonly found: { readonly devices: readonly DeviceRecord[] };
  },
  { person, accessKeyId }: KeyHolder,
  proof: ProvenCode,
): Promise<void> {
  const { tx, now, settings } = scope;
  const source = sourceOf(accessKeyId);
  const counter = recentKey(scope, source);
  const { state } = await tx.attempts.charge(counter, { now, ...recentRules });
  await tx.attempts.clear(counter);
  const earlier = state.streak - 1;
  // What each of them cost is not known any more; it was this at least.
  const cost = proof.cost + earlier * (2 * settings.totpWindow + 1);
  await settleCode(scope, person, proof, { cost, wrong: 1 + earlier, source });
}
