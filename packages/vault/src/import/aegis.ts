/**
 * Aegis, plain and encrypted (https://github.com/beemdevelopment/Aegis/blob/master/docs/vault.md): JSON whose `db` is an
 * object, or the same sealed by AES-256-GCM under a master key, which each password slot wraps under scrypt.
 */

import { type Bytes, concat, findBase64, findHex, findUtf8, utf8 } from "../bytes.ts";
import { type Findings, isObject, parseObject, readRaw, sortFindings, textOf } from "../draft.ts";
import type { SlowHashes } from "../slow-hashes.ts";
import { ImportFault } from "./fault.ts";
import type { ImportFormat } from "./format.ts";
import { findUnsealed } from "./seal.ts";

type Json = { readonly [member: string]: unknown };

export const aegis: ImportFormat = {
  name: "aegis",
  recognizes: ({ json }) => isObject(json) && isObject(json["header"]) && "db" in json,
  isSealed: ({ json }) => isObject(json) && typeof json["db"] === "string",
  read: async ({ json }, passphrase, hashes) => {
    if (!isObject(json)) throw new ImportFault("foreign");
    const { header, db } = json;
    if (typeof db !== "string") return readDatabase(db);
    return readDatabase(await unseal(header, db, (slot) => stretch(hashes, passphrase, slot)));
  },
};

function readDatabase(db: unknown): Findings {
  if (!isObject(db) || !Array.isArray(db["entries"])) throw new ImportFault("damaged");
  const groups = readGroups(db["groups"]);
  return sortFindings(
    db["entries"].map((entry) => readEntry(isObject(entry) ? entry : {}, groups)),
  );
}

/** Version 3 names its groups apart, and refers to them by their ids. */
function readGroups(groups: unknown): ReadonlyMap<string, string> {
  const list = Array.isArray(groups) ? groups.filter(isObject) : [];
  return new Map(list.map(({ uuid, name }) => [textOf(uuid), textOf(name)]));
}

function readEntry(entry: Json, groups: ReadonlyMap<string, string>) {
  const info = isObject(entry["info"]) ? entry["info"] : {};
  const [firstGroup] = Array.isArray(entry["groups"]) ? entry["groups"] : [];
  return readRaw({
    kind: entry["type"],
    secret: info["secret"],
    hash: info["algo"],
    digits: info["digits"],
    period: info["period"],
    counter: info["counter"],
    issuer: entry["issuer"],
    account: entry["name"],
    group: groups.get(textOf(firstGroup)) ?? entry["group"],
    notes: entry["note"],
  });
}

/** The key that the passphrase makes for one slot. */
type SlotKey = (slot: Json) => Promise<Bytes>;

async function unseal(header: unknown, db: string, slotKey: SlotKey): Promise<Json> {
  if (!isObject(header) || !Array.isArray(header["slots"])) throw new ImportFault("damaged");
  const { nonce, tag } = readSeal(header["params"]);
  const sealed = findBase64(db) ?? raise("damaged");
  const key = await findMasterKey(header["slots"].filter(isObject), slotKey);
  const plain = await findUnsealed({ key, nonce, sealed: concat(sealed, tag) });
  if (plain === undefined) throw new ImportFault("damaged");
  return parseObject(findUtf8(plain) ?? "");
}

const passwordSlot = 1;

async function findMasterKey(slots: readonly Json[], slotKey: SlotKey): Promise<Bytes> {
  const ofPassword = slots.filter(({ type }) => type === passwordSlot);
  if (ofPassword.length === 0) throw new ImportFault("unsupported"); // biometrics of one phone only
  for (const slot of ofPassword) {
    const { nonce, tag } = readSeal(slot["key_params"]);
    const wrapped = readHex(slot["key"]);
    const key = await slotKey(slot);
    const masterKey = await findUnsealed({ key, nonce, sealed: concat(wrapped, tag) });
    if (masterKey !== undefined) return masterKey;
  }
  throw new ImportFault("wrongPassphrase");
}

/** Eight times the memory that Aegis asks for. */
const mostMemoryBytes = 256 * 2 ** 20;

async function stretch(
  { scrypt }: SlowHashes,
  passphrase: string,
  { salt, n, r, p }: Json,
): Promise<Bytes> {
  if (!isCount(n) || !isCount(r) || !isCount(p)) throw new ImportFault("damaged");
  const isPowerOfTwo = n > 1 && (n & (n - 1)) === 0;
  if (!isPowerOfTwo || 128 * n * r > mostMemoryBytes || p > 16) {
    throw new ImportFault("unsupported");
  }
  try {
    return await scrypt(utf8(passphrase), readHex(salt), { n, r, p });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ImportFault("notEnoughMemory", { cause: error });
  }
}

function readSeal(params: unknown): { readonly nonce: Bytes; readonly tag: Bytes } {
  const { nonce, tag } = isObject(params) ? params : {};
  return { nonce: readHex(nonce), tag: readHex(tag) };
}

function readHex(text: unknown): Bytes {
  const bytes = findHex(textOf(text));
  return bytes === undefined || bytes.length === 0 ? raise("damaged") : bytes;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 2 ** 31;
}

function raise(code: "damaged"): never {
  throw new ImportFault(code);
}
