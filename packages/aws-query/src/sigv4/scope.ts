// Rows 8 to 13: what must be signed, when, and for what.

import { type Instant, instant, MINUTE } from "@sallyport/core";
import { awsRefusals } from "../refusal.ts";
import type { Claim } from "./claim.ts";
import type { Headers } from "./headers.ts";

export interface CredentialScope {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** The host, and every header of AWS's own that was sent. */
export function requireSignedHeaders({ signedHeaders }: Claim, headers: Headers): void {
  if (!signedHeaders.includes("host") && !signedHeaders.includes(":authority")) {
    throw awsRefusals.hostUnsigned();
  }
  for (const name of headers.keys()) {
    if (name.startsWith("x-amz-") && !signedHeaders.includes(name)) {
      throw awsRefusals.headerUnsigned(name);
    }
  }
}

const window = 15 * MINUTE;
const basicForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/** Not older, and not further ahead, than a quarter of an hour. */
export function requireCurrent({ date }: Claim, now: Instant): void {
  const signedAt = parseBasic(date);
  if (signedAt === undefined) throw awsRefusals.notADate(date);
  const earliest = instant(now - window);
  const latest = instant(now + window);
  if (signedAt < wholeSecond(earliest)) {
    throw awsRefusals.signatureExpired(date, toBasic(earliest), toBasic(now));
  }
  if (signedAt > latest) {
    throw awsRefusals.signatureNotYetCurrent(date, toBasic(latest), toBasic(now));
  }
}

/** `20150830T123600Z`; undefined for anything else, the 30th of February included. */
function parseBasic(text: string): Instant | undefined {
  const parts = basicForm.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(Number);
  if (hour > 23 || minute > 59 || second > 59 || year < 100) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? instant(date.getTime()) : undefined;
}

/** `20150830T123600Z`. */
export function toBasic(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

const wholeSecond = (at: Instant) => Math.floor(at / 1000) * 1000;

/** Any region will do where `regions` is "any": it must only look like one. */
export interface ExpectedScope {
  readonly service: string;
  readonly regions: readonly string[] | "any";
}

const regionForm = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

export function readScope({ credential, date }: Claim, expected: ExpectedScope): CredentialScope {
  const parts = credential.split("/");
  const [accessKeyId = "", scopeDate = "", region = "", service = "", terminator = ""] = parts;
  if (parts.length !== 5) throw awsRefusals.notACredential(credential);
  const signedDate = date.slice(0, 8);
  const { regions } = expected;
  const isRegion = regions === "any" ? regionForm.test(region) : regions.includes(region);
  const faults = [
    !isRegion && `Credential should be scoped to a valid region, not '${region}'. `,
    service !== expected.service &&
      `Credential should be scoped to correct service: '${expected.service}'. `,
    terminator !== "aws4_request" &&
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
    scopeDate !== signedDate &&
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scopeDate}' != '${signedDate}', from '${date}'.`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw awsRefusals.wrongScope(faults);
  return { accessKeyId, date: scopeDate, region, service };
}
