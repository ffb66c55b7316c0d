/**
 * What a file or a person says about an account, still unchecked, becomes a draft or the reason why not. Every import and
 * every way to add goes through here.
 */

import {
  Base32Error,
  decodeBase32,
  isDigits,
  isHashName,
  OtpauthError,
  type OtpauthErrorCode,
  parseOtpauthUri,
  totpDefaults,
} from "@sallyport/otp";
import type { Bytes } from "./bytes.ts";
import { type EntryDescription, type EntryDraft, type OtpKey, titleOf } from "./entry/entry.ts";

const reasons = {
  kind: "Its codes are of a kind that only its own app makes.",
  secret: "Its key is missing, or is not base32.",
  shortKey: "Its key is too short to be whole: the least has 8 letters, and most have 32.",
  algorithm: "Its algorithm is none of SHA1, SHA256 and SHA512.",
  digits: "Its codes have not 6 to 10 digits.",
  period: "Its codes do not last from one second to one day.",
  counter: "Its counter is not a whole number from 0 to 2^53 - 1.",
  names: "It does not say whose account it is, or the names cannot be told apart.",
  form: "It is not written as it should be.",
  trashed: "It was in the trash.",
} as const;

/** Why an account is not taken over. */
export type RefusalReason = keyof typeof reasons;

/** An account that is not taken over. It never has the key in it. */
export interface Refused {
  /** Whatever is known of its name; may be empty. */
  readonly title: string;
  readonly reason: RefusalReason;
  /** The reason as an English sentence. */
  readonly message: string;
}

/** What was found in a text or a file. */
export interface Findings {
  readonly drafts: readonly EntryDraft[];
  readonly refused: readonly Refused[];
}

/** An account as some file has it: nothing is certain yet. What is absent gets what authenticators assume. */
export interface RawEntry {
  /** "totp" in any case, or "hotp". */
  readonly kind?: unknown;
  /** Bytes, or a text in base32. */
  readonly secret?: unknown;
  readonly hash?: unknown;
  readonly digits?: unknown;
  readonly period?: unknown;
  readonly counter?: unknown;
  readonly issuer?: unknown;
  readonly account?: unknown;
  readonly name?: unknown;
  readonly group?: unknown;
  readonly notes?: unknown;
  readonly usedAt?: unknown;
}

export function refuse(title: string, reason: RefusalReason): Refused {
  return { title, reason, message: reasons[reason] };
}

/** Says whether this was refused. */
export function isRefused(result: EntryDraft | Refused): result is Refused {
  return "reason" in result;
}

/** Parts what became a draft from what did not. */
export function sortFindings(results: readonly (EntryDraft | Refused)[]): Findings {
  return {
    drafts: results.filter((result): result is EntryDraft => !isRefused(result)),
    refused: results.filter(isRefused),
  };
}

/** Checks an account of a file. */
export function readRaw(raw: RawEntry): EntryDraft | Refused {
  const description = readDescription(raw);
  const key = readKey(raw);
  if (typeof key === "string") return refuse(titleOf(description), key);
  const { usedAt } = raw;
  const isUsed = typeof usedAt === "number" && Number.isFinite(usedAt) && usedAt > 0;
  return { ...key, ...description, ...(isUsed && { usedAt }) };
}

/** Reads an otpauth URI of any app, Apple's and Ente's extras too. */
export function readUri(uri: string): EntryDraft | Refused {
  const plain = uri.trim().replace(/^apple-/i, "");
  const extras = readExtras(plain);
  try {
    const key = parseOtpauthUri(plain);
    const { issuer = "", account } = key;
    const secret = Uint8Array.from(key.secret);
    const title = titleOf({ issuer, account });
    if (extras.isSteam) return refuse(title, "kind");
    if (extras.isTrashed) return refuse(title, "trashed");
    return { ...key, secret, issuer, account, ...extras.description };
  } catch (error) {
    if (!(error instanceof OtpauthError)) throw error;
    return refuse(labelOf(plain), reasonOf[error.code]);
  }
}

const reasonOf: Readonly<Record<OtpauthErrorCode, RefusalReason>> = {
  scheme: "form",
  kind: "kind",
  encoding: "form",
  repeated: "form",
  label: "names",
  secret: "secret",
  algorithm: "algorithm",
  digits: "digits",
  period: "period",
  counter: "counter",
};

const longestPeriodSeconds = 86_400;

function readKey(raw: RawEntry): OtpKey | RefusalReason {
  const kind = textOf(raw.kind ?? "totp").toLowerCase();
  if (kind !== "totp" && kind !== "hotp") return "kind";
  const secret = readSecret(raw.secret);
  if (secret === undefined) return "secret";
  const hash = textOf(raw.hash ?? "SHA1")
    .toUpperCase()
    .replace(/^HMAC/, "")
    .replace("-", "");
  if (!isHashName(hash)) return "algorithm";
  const digits = numberOf(raw.digits ?? totpDefaults.digits);
  if (!isDigits(digits)) return "digits";
  return kind === "totp"
    ? readMoving({ kind, secret, hash, digits }, numberOf(raw.period ?? totpDefaults.periodSeconds))
    : readCounting({ kind, secret, hash, digits }, numberOf(raw.counter ?? 0));
}

type Keyed<Kind> = Omit<Extract<OtpKey, { kind: Kind }>, "periodSeconds" | "counter">;

function readMoving(key: Keyed<"totp">, periodSeconds: number): OtpKey | RefusalReason {
  const isPossible =
    Number.isInteger(periodSeconds) && periodSeconds >= 1 && periodSeconds <= longestPeriodSeconds;
  return isPossible ? { ...key, periodSeconds } : "period";
}

function readCounting(key: Keyed<"hotp">, counter: number): OtpKey | RefusalReason {
  return Number.isSafeInteger(counter) && counter >= 0 ? { ...key, counter } : "counter";
}

function readSecret(secret: unknown): Bytes | undefined {
  if (secret instanceof Uint8Array) {
    return secret.byteLength > 0 ? Uint8Array.from(secret) : undefined;
  }
  try {
    const bytes = decodeBase32(textOf(secret));
    return bytes.byteLength > 0 ? bytes : undefined;
  } catch (error) {
    if (error instanceof Base32Error) return undefined;
    throw error;
  }
}

function readDescription(raw: RawEntry): EntryDescription {
  const [name, group, notes] = [raw.name, raw.group, raw.notes].map((text) => textOf(text).trim());
  return {
    issuer: textOf(raw.issuer).trim(),
    account: textOf(raw.account).trim(),
    ...(name && { name }),
    ...(group && { group }),
    ...(notes && { notes }),
  };
}

/** What some apps add to an otpauth URI. */
function readExtras(uri: string): {
  readonly isSteam: boolean;
  readonly isTrashed: boolean;
  readonly description: Pick<EntryDescription, "group" | "notes">;
} {
  const parameters = new URLSearchParams(uri.slice(uri.indexOf("?") + 1));
  const display = parseObject(parameters.get("codeDisplay") ?? "");
  const { tags, note, trashed } = display;
  const group = Array.isArray(tags) ? textOf(tags[0]).trim() : "";
  const notes = textOf(note).trim();
  return {
    isSteam: parameters.get("encoder")?.toLowerCase() === "steam",
    isTrashed: trashed === true,
    description: { ...(group && { group }), ...(notes && { notes }) },
  };
}

/** The label of a URI that cannot be read otherwise, to name what was refused. */
function labelOf(uri: string): string {
  const [, label = ""] = /^otpauth:\/\/[^/]*\/([^?#]*)/i.exec(uri) ?? [];
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}

/** A JSON object; an empty one where it is none. */
export function parseObject(text: string): { readonly [member: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

export function isObject(value: unknown): value is { readonly [member: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text, or an empty one. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A number, or a text of plain digits; else NaN. */
function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  return /^\d{1,16}$/.test(textOf(value).trim()) ? Number(value) : Number.NaN;
}
