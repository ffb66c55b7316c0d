/**
 * "Export accounts" of Google Authenticator: QR codes with `otpauth-migration://offline?data=…`, each a batch of about ten
 * accounts. The format is not published; its message, as everybody who reads it agrees:
 *
 *     MigrationPayload   1 repeated accounts, 2 version, 3 number of batches, 4 which of them from 0, 5 id of the export
 *     an account         1 key, 2 name, 3 issuer, 4 algorithm (1 SHA1, 2 SHA256, 3 SHA512, 4 MD5),
 *                        5 digits (1 six, 2 eight), 6 type (1 HOTP, 2 TOTP), 7 counter
 */

import { findBase64, findUtf8 } from "../bytes.ts";
import { type Findings, readRaw, sortFindings } from "../draft.ts";
import { AddFault } from "./fault.ts";
import { bytesField, numberField, ProtobufError, readFields } from "./protobuf.ts";

/** One QR code of an export. */
export interface MigrationBatch extends Findings {
  /** The same in all batches of one export. */
  readonly exportId: string;
  /** Which one this is, from 0. */
  readonly index: number;
  /** How many the export has. */
  readonly size: number;
}

/** How far the reading of an export has come. */
export interface MigrationProgress extends Findings {
  readonly size: number;
  /** Which batches are still to be scanned, from 0. */
  readonly missing: readonly number[];
  readonly isComplete: boolean;
  readonly batches: readonly MigrationBatch[];
}

const scheme = /^otpauth-migration:\/\/[^?]*\?/i;
/** More than Google ever makes, and little enough to count. */
const mostBatches = 1000;

export function isMigrationUri(text: string): boolean {
  return scheme.test(text.trim());
}

/** Reads one batch, or throws an {@link AddFault}. */
export function parseMigrationUri(uri: string): MigrationBatch {
  const payload = findBase64(dataOf(uri.trim()));
  if (payload === undefined || payload.length === 0) throw new AddFault("damagedBatch");
  try {
    return readPayload(payload);
  } catch (error) {
    throw error instanceof ProtobufError ? new AddFault("damagedBatch", { cause: error }) : error;
  }
}

/** Takes a batch into what was scanned before; the same one twice is no harm, one of another export is an {@link AddFault}. */
export function collectBatch(
  before: MigrationProgress | undefined,
  batch: MigrationBatch,
): MigrationProgress {
  const others = before?.batches ?? [];
  const isOther = others.some(
    ({ exportId, size }) => exportId !== batch.exportId || size !== batch.size,
  );
  if (isOther) throw new AddFault("otherBatch");
  const batches = [...others.filter(({ index }) => index !== batch.index), batch].sort(
    (a, b) => a.index - b.index,
  );
  const indexes = Array.from({ length: batch.size }, (_, index) => index);
  const missing = indexes.filter((index) => !batches.some((one) => one.index === index));
  return {
    size: batch.size,
    missing,
    isComplete: missing.length === 0,
    batches,
    drafts: batches.flatMap(({ drafts }) => drafts),
    refused: batches.flatMap(({ refused }) => refused),
  };
}

/** The data, its percent-encoding undone. A plus sign is base64 here and no space. */
function dataOf(uri: string): string {
  const parameters = uri.replace(scheme, "").split(/[&#]/);
  const data = parameters.find((parameter) => parameter.startsWith("data="))?.slice(5) ?? "";
  try {
    return decodeURIComponent(data).replaceAll(" ", "+"); // some readers have turned it into one already
  } catch (error) {
    throw new AddFault("damagedBatch", { cause: error });
  }
}

function readPayload(payload: Uint8Array): MigrationBatch {
  const fields = readFields(payload);
  const size = Math.max(1, Number(numberField(fields, 3)));
  const index = Number(numberField(fields, 4));
  if (size > mostBatches || index >= size) throw new AddFault("damagedBatch");
  const accounts = fields
    .filter(({ number }) => number === 1)
    .map(({ value }) => (typeof value === "bigint" ? new Uint8Array() : value));
  if (accounts.length === 0) throw new AddFault("damagedBatch");
  const exportId = String(BigInt.asIntN(32, numberField(fields, 5)));
  return { exportId, index, size, ...sortFindings(accounts.map(readAccount)) };
}

const kinds = ["totp", "hotp", "totp"]; // 0 was left unsaid
const algorithms = ["SHA1", "SHA1", "SHA256", "SHA512"];
const digits = [6, 6, 8];

function readAccount(account: Uint8Array) {
  const fields = readFields(account);
  return readRaw({
    kind: kinds[Number(numberField(fields, 6))] ?? "unknown",
    secret: bytesField(fields, 1),
    hash: algorithms[Number(numberField(fields, 4))] ?? "unknown",
    digits: digits[Number(numberField(fields, 5))] ?? Number.NaN,
    counter: Number(numberField(fields, 7)),
    ...readNames(textField(fields, 2), textField(fields, 3)),
  });
}

/** The name repeats the issuer before a colon, mostly. */
function readNames(name: string, issuer: string): { issuer: string; account: string } {
  if (issuer !== "") {
    const account = name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1) : name;
    return { issuer, account };
  }
  const colon = name.indexOf(":");
  return { issuer: name.slice(0, Math.max(colon, 0)), account: name.slice(colon + 1) };
}

function textField(fields: Parameters<typeof bytesField>[0], number: number): string {
  return findUtf8(bytesField(fields, number)) ?? "";
}
