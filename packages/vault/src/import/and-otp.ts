/**
 * andOTP: a JSON list, plain or encrypted (https://github.com/andOTP/andOTP/wiki/Backup-encryption, since version 0.6.3): the
 * rounds of PBKDF2 in four bytes, a salt of twelve, a nonce of twelve, then AES-256-GCM. Older files begin with the nonce,
 * and nothing tells them from chance.
 */

import { ByteReader } from "../byte-reader.ts";
import { findUtf8 } from "../bytes.ts";
import { type Findings, isObject, readRaw, sortFindings } from "../draft.ts";
import { ImportFault } from "./fault.ts";
import type { ImportFormat, ImportSource } from "./format.ts";
import { findUnsealed, stretchByPbkdf2 } from "./seal.ts";

type Json = { readonly [member: string]: unknown };

export const andOtp: ImportFormat = {
  name: "andotp",
  recognizes: (source) => isPlain(source) || isSealed(source),
  isSealed,
  read: async (source, passphrase) =>
    readList(isSealed(source) ? await unseal(source, passphrase) : source.json),
};

function isPlain({ json }: ImportSource): boolean {
  return Array.isArray(json) && json.some((entry) => isObject(entry) && "secret" in entry);
}

function readList(list: unknown): Findings {
  if (!Array.isArray(list)) throw new ImportFault("damaged");
  return sortFindings(list.map((entry) => readEntry(isObject(entry) ? entry : {})));
}

function readEntry(entry: Json) {
  const [tag] = Array.isArray(entry["tags"]) ? entry["tags"] : [];
  return readRaw({
    kind: entry["type"],
    secret: entry["secret"],
    hash: entry["algorithm"],
    digits: entry["digits"],
    period: entry["period"],
    counter: entry["counter"],
    issuer: entry["issuer"],
    account: entry["label"],
    group: tag,
    usedAt: entry["last_used"],
  });
}

const leastLength = 4 + 12 + 12 + "[]".length + 16;
/** andOTP chose 1,000 to 5,000 at first, and 140,000 to 160,000 later. */
const iterations = { least: 1000, most: 1_000_000 } as const;

/** All that can be told of bytes that are no text is that their first four are a likely number. */
function isSealed({ bytes, text }: ImportSource): boolean {
  if (text !== undefined || bytes.byteLength < leastLength) return false;
  const { rounds } = readParts(bytes);
  return rounds >= iterations.least && rounds <= iterations.most;
}

async function unseal({ bytes }: ImportSource, passphrase: string): Promise<unknown> {
  const { rounds, salt, nonce, sealed } = readParts(bytes);
  const key = await stretchByPbkdf2(passphrase, { hash: "SHA-1", salt, iterations: rounds });
  const plain = await findUnsealed({ key, nonce, sealed });
  if (plain === undefined) throw new ImportFault("notOpened"); // a part that is missing shows in no other way
  try {
    return JSON.parse(findUtf8(plain) ?? "");
  } catch (error) {
    throw new ImportFault("damaged", { cause: error });
  }
}

function readParts(bytes: Uint8Array) {
  const reader = new ByteReader(bytes, () => new ImportFault("damaged"));
  const [rounds, salt, nonce] = [reader.number(4), reader.bytes(12), reader.bytes(12)];
  return { rounds, salt, nonce, sealed: reader.bytes(bytes.byteLength - reader.position) };
}
