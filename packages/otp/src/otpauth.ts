/**
 * The otpauth URI, which a QR code carries from an issuer to an authenticator ("Key Uri Format" of Google Authenticator,
 * https://github.com/google/google-authenticator/wiki/Key-Uri-Format; it never became an RFC):
 *
 *     otpauth://totp/Amazon%20Web%20Services:alice-phone@example?secret=…&issuer=Amazon%20Web%20Services
 *
 * What equals the default is left out, as AWS does, since some authenticators stumble over parameters they could do
 * without. Percent-encoding is written with ECMAScript's own functions: this package knows no `URL`.
 */

import { Base32Error, decodeBase32, encodeBase32 } from "./base32.ts";
import { type HashName, isHashName } from "./hashes.ts";
import { type Digits, isDigits } from "./hotp.ts";
import { totpDefaults } from "./totp.ts";

interface OtpauthCommon {
  /** The key itself, of any length from one byte. */
  readonly secret: Uint8Array;
  /** Whose key it is, for people to tell their entries apart. */
  readonly account: string;
  /** Who issued it. A colon separates it from the account, so it should have none itself. */
  readonly issuer?: string;
  readonly hash: HashName;
  readonly digits: Digits;
}

/** Everything an otpauth URI says, defaults filled in. */
export type OtpauthKey =
  | (OtpauthCommon & { readonly kind: "totp"; readonly periodSeconds: number })
  | (OtpauthCommon & { readonly kind: "hotp"; readonly counter: number });

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** What {@link buildOtpauthUri} needs to be told: the same, but defaults may be left unsaid. */
export type OtpauthParts =
  | Optional<OtpauthKey & { kind: "totp" }, "hash" | "digits" | "periodSeconds">
  | Optional<OtpauthKey & { kind: "hotp" }, "hash" | "digits">;

const defaults = { hash: "SHA1", ...totpDefaults } as const;
const longestPeriodSeconds = 86_400;

const sentences = {
  scheme: "This is not an otpauth address.",
  kind: "Only totp and hotp keys are known.",
  encoding: "The address contains characters that are not encoded as they should be.",
  repeated: "The address says the same thing twice.",
  label: "The address does not name an account, or its names cannot be told apart.",
  secret: "The address has no key, or the key is not base32.",
  algorithm: "The algorithm is none of SHA1, SHA256 and SHA512.",
  digits: "Codes can have 6 to 10 digits.",
  period: "A code can last from one second to one day.",
  counter: "A hotp key needs a counter: a whole number from 0 to 2^53 - 1.",
} as const;

/** What is wrong with an otpauth URI. */
export type OtpauthErrorCode = keyof typeof sentences;

/** Why a URI cannot be read, or not be written. It never repeats the URI, which carries a key. */
export class OtpauthError extends Error {
  override readonly name = "OtpauthError";
  readonly code: OtpauthErrorCode;
  constructor(code: OtpauthErrorCode, options: { readonly cause?: unknown } = {}) {
    super(sentences[code], options);
    this.code = code;
  }
}

/**
 * Writes an otpauth URI, which {@link parseOtpauthUri} reads back to the same key; or throws an {@link OtpauthError} where
 * it could not. Give the names without spaces at their ends.
 */
export function buildOtpauthUri(parts: OtpauthParts): string {
  const { kind, secret, account, issuer, hash = defaults.hash, digits = defaults.digits } = parts;
  checkNames(account, issuer);
  if (secret.byteLength === 0) throw new OtpauthError("secret");
  if (!isDigits(digits)) throw new OtpauthError("digits");

  const label = issuer === undefined ? encode(account) : `${encode(issuer)}:${encode(account)}`;
  const parameters = [`secret=${encodeBase32(secret)}`];
  if (issuer !== undefined) parameters.push(`issuer=${encode(issuer)}`);
  if (hash !== defaults.hash) parameters.push(`algorithm=${hash}`);
  if (digits !== defaults.digits) parameters.push(`digits=${digits}`);
  parameters.push(...movingParameters(parts));
  return `otpauth://${kind}/${label}?${parameters.join("&")}`;
}

/**
 * Reads an otpauth URI of any issuer, or throws an {@link OtpauthError} and nothing else.
 *
 * It forgives what issuers are known to do: upper case, a `+` for a space in parameters, a key in groups or lower case,
 * spaces around names, an issuer in the label only or an account nowhere. Unknown parameters are passed over. Where label
 * and parameter name different issuers, the parameter is right.
 */
export function parseOtpauthUri(uri: string): OtpauthKey {
  const { kind, label, query } = splitUri(uri);
  const parameters = readParameters(query);
  const hash = readHash(parameters.get("algorithm"));
  const digits = readDigits(parameters.get("digits"));
  const common = { secret: readSecret(parameters.get("secret")), hash, digits };
  const names = readNames(label, parameters.get("issuer"));
  switch (kind) {
    case "totp":
      return { kind, ...names, ...common, periodSeconds: readPeriod(parameters.get("period")) };
    case "hotp":
      return { kind, ...names, ...common, counter: readCounter(parameters.get("counter")) };
  }
}

// --- writing ---

/** The first colon of a label ends the issuer, so an issuer has none, and an account only after an issuer. */
function checkNames(account: string, issuer: string | undefined): void {
  const isClear = issuer === undefined ? !account.includes(":") : !issuer.includes(":");
  if (!isClear || issuer === "" || (issuer ?? account) === "") throw new OtpauthError("label");
}

function movingParameters(parts: OtpauthParts): string[] {
  switch (parts.kind) {
    case "totp": {
      const { periodSeconds = defaults.periodSeconds } = parts;
      checkPeriod(periodSeconds);
      return periodSeconds === defaults.periodSeconds ? [] : [`period=${periodSeconds}`];
    }
    case "hotp":
      checkCounter(parts.counter);
      return [`counter=${parts.counter}`];
  }
}

/** Percent-encodes a name. An @ stays, as in AWS's own URIs: neither a path nor a query minds (RFC 3986 §3.3, §3.4). */
function encode(name: string): string {
  if (!name.isWellFormed()) throw new OtpauthError("encoding");
  return encodeURIComponent(name).replaceAll("%40", "@");
}

// --- reading ---

function splitUri(uri: string): { kind: OtpauthKey["kind"]; label: string; query: string } {
  const [, authority = "", label = "", query = ""] =
    /^otpauth:\/\/([^/?#]*)\/?([^?#]*)\??([^#]*)/i.exec(uri.trim()) ?? raise("scheme");
  const kind = authority.toLowerCase();
  if (kind !== "totp" && kind !== "hotp") throw new OtpauthError("kind");
  return { kind, label, query };
}

const knownParameters: ReadonlySet<string> = new Set([
  "secret",
  "issuer",
  "algorithm",
  "digits",
  "period",
  "counter",
]);

/** The parameters that mean something to us, decoded. Two of the same name could hide one key behind another: refused. */
function readParameters(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const parameter of query.split("&")) {
    const equals = parameter.indexOf("=");
    const name = parameter.slice(0, Math.max(equals, 0)).toLowerCase();
    if (!knownParameters.has(name)) continue;
    if (parameters.has(name)) throw new OtpauthError("repeated");
    parameters.set(name, decode(parameter.slice(equals + 1).replaceAll("+", " ")));
  }
  return parameters;
}

/** `issuer:account`, `issuer%3Aaccount`, `issuer: account` or `account`; the parameter may know that the issuer has a colon. */
function readNames(
  label: string,
  issuerParameter: string | undefined,
): Pick<OtpauthKey, "account" | "issuer"> {
  const text = decode(label);
  const named = issuerParameter?.trim() ?? "";
  const colon = text.startsWith(`${named}:`) ? named.length : text.indexOf(":");
  const account = text.slice(colon + 1).trim();
  const issuer = named === "" ? text.slice(0, Math.max(colon, 0)).trim() : named;
  if (issuer === "" && account === "") throw new OtpauthError("label");
  return issuer === "" ? { account } : { account, issuer };
}

function readSecret(text: string | undefined): Uint8Array<ArrayBuffer> {
  try {
    const secret = decodeBase32(text ?? "");
    return secret.byteLength > 0 ? secret : raise("secret");
  } catch (error) {
    throw error instanceof Base32Error ? new OtpauthError("secret", { cause: error }) : error;
  }
}

/** Issuers write SHA1, sha1, SHA-1 and HmacSHA1. */
function readHash(text: string = defaults.hash): HashName {
  const name = text.trim().toUpperCase().replace(/^HMAC/, "").replace("-", "");
  return isHashName(name) ? name : raise("algorithm");
}

function readDigits(text: string | undefined): Digits {
  const digits = text === undefined ? defaults.digits : wholeNumber(text);
  return isDigits(digits) ? digits : raise("digits");
}

function readPeriod(text: string | undefined): number {
  const periodSeconds = text === undefined ? defaults.periodSeconds : wholeNumber(text);
  checkPeriod(periodSeconds);
  return periodSeconds;
}

function readCounter(text: string | undefined): number {
  const counter = wholeNumber(text ?? "");
  checkCounter(counter);
  return counter;
}

// --- both ---

function checkPeriod(seconds: number): void {
  const isPossible = Number.isInteger(seconds) && seconds >= 1 && seconds <= longestPeriodSeconds;
  if (!isPossible) throw new OtpauthError("period");
}

function checkCounter(counter: number): void {
  if (!Number.isSafeInteger(counter) || counter < 0) throw new OtpauthError("counter");
}

/** A number written in plain digits, or NaN: `Number` alone would also take "", "0x1f", "1e3" and "-1". */
function wholeNumber(text: string): number {
  return /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new OtpauthError("encoding", { cause: error });
  }
}

function raise(code: OtpauthErrorCode): never {
  throw new OtpauthError(code);
}
