/** What a person gives in one piece: the text of a QR code, a pasted link, a key, a few lines of a mail. */

import { Base32Error, decodeBase32 } from "@sallyport/otp";
import type { Bytes } from "../bytes.ts";
import { type Findings, isRefused, refuse, sortFindings } from "../draft.ts";
import { titleOf } from "../entry/entry.ts";
import { leastKeyBytes, usualKeyBytes } from "../entry/key-length.ts";
import { AddFault } from "./fault.ts";
import { isMigrationUri, type MigrationBatch, parseMigrationUri } from "./migration.ts";
import { findUris, readFoundUri } from "./uri-list.ts";

export type AddedText =
  /** One account or several. Some may have been refused. */
  | ({ readonly kind: "accounts" } & Findings)
  /** Codes of a Google export, which {@link collectBatch} puts together; accounts that stood beside them. */
  | ({ readonly kind: "batches"; readonly batches: readonly MigrationBatch[] } & Findings)
  /** A bare key: the person is to be asked whose it is. */
  | { readonly kind: "key"; readonly key: string; readonly secret: Bytes };

const mostCharacters = 100_000;
const mostKeyCharacters = 2000;

/** Reads it, or throws an {@link AddFault} and nothing else. */
export function readText(text: string): AddedText {
  const given = text.trim();
  if (given === "") throw new AddFault("empty");
  if (given.length > mostCharacters) throw new AddFault("tooLong");
  const uris = findUris(given);
  const batches = uris.filter(isMigrationUri).map(parseMigrationUri);
  const accounts = sortFindings(uris.filter((uri) => !isMigrationUri(uri)).map(readAccount));
  if (batches.length > 0) return { kind: "batches", batches, ...accounts };
  if (uris.length > 0) return { kind: "accounts", ...accounts };
  const secret = findKey(given);
  if (secret !== undefined) return { kind: "key", key: given, secret };
  throw new AddFault(/^https?:\/\//i.test(given) ? "webAddress" : "unknown");
}

function readAccount(uri: string) {
  const read = readFoundUri(uri);
  if (isRefused(read) || read.secret.byteLength >= leastKeyBytes) return read;
  return refuse(titleOf(read), "shortKey");
}

function findKey(text: string): Bytes | undefined {
  if (text.length > mostKeyCharacters) return undefined;
  try {
    const secret = decodeBase32(text);
    // A shorter text in base32 is a word rather than a key.
    return secret.byteLength >= usualKeyBytes ? secret : undefined;
  } catch (error) {
    if (error instanceof Base32Error) return undefined;
    throw error;
  }
}
