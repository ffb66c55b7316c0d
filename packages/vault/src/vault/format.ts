/**
 * The bytes of a vault, as docs/reference/vault.md has them: a constant header, one slot for each way to open it, the
 * sealed contents and a checksum. This file cuts them apart and puts them together; it knows no key.
 */

import { ByteReader, numberBytes } from "../byte-reader.ts";
import { type Bytes, concat, equalBytes, findUtf8, toHex, utf8 } from "../bytes.ts";
import type { Argon2Cost } from "../slow-hashes.ts";
import { VaultFault } from "./fault.ts";

const magic = utf8("SALLYVLT");
const version = 1;
export const headerLength = 25;
export const mostSlots = 32;
export const saltLength = 16;
export const idLength = 16;
export const nonceLength = 12;
/** A key of 32 bytes and the tag of AES-GCM. */
const wrappedKeyLength = 48;
const checksumLength = 32;

const slotKinds = { passphrase: 1, passkey: 2 } as const;

/** What a way to open needs besides the secret. */
export type SlotSettings =
  | { readonly kind: "passphrase"; readonly salt: Bytes; readonly cost: Argon2Cost }
  | {
      readonly kind: "passkey";
      /** What the passkey's PRF is to be evaluated on. */
      readonly prfSalt: Bytes;
      readonly credentialId: Bytes;
    }
  /** Of a later version: kept as it is. */
  | { readonly kind: "unknown"; readonly number: number; readonly settings: Bytes };

export type SlotHead = SlotSettings & {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly createdAt: number;
  /** What the person called it. It can be read before the vault is opened. */
  readonly label: string;
};

export interface Slot {
  readonly head: SlotHead;
  readonly nonce: Bytes;
  readonly wrappedKey: Bytes;
}

export interface VaultFile {
  /** Constant for as long as the vault lives, and additional data of everything that is sealed. */
  readonly header: Bytes;
  readonly slots: readonly Slot[];
  readonly nonce: Bytes;
  readonly sealed: Bytes;
}

export function buildHeader(vaultId: Bytes): Bytes {
  return concat(magic, numberBytes(version, 1), vaultId);
}

export function vaultIdOf(header: Bytes): string {
  return toHex(header.subarray(magic.length + 1));
}

/** Whether these bytes claim to be a vault. */
export function isVault(bytes: Uint8Array): boolean {
  return equalBytes(bytes.subarray(0, magic.length), magic);
}

/** The slot's head as bytes: they are additional data of the key that is wrapped in it. */
export function writeSlotHead(head: SlotHead): Bytes {
  const settings = writeSettings(head);
  const label = utf8(head.label);
  return concat(
    numberBytes(settings.number, 1),
    Uint8Array.from(head.id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    numberBytes(head.createdAt, 6),
    numberBytes(label.length, 1),
    label,
    numberBytes(settings.bytes.length, 2),
    settings.bytes,
  );
}

/** A slot whole: its head, and the key that is wrapped in it. */
export function writeSlot({ head, nonce, wrappedKey }: Slot): Bytes {
  return concat(writeSlotHead(head), nonce, wrappedKey);
}

/** Reads what {@link writeSlot} wrote, or throws a {@link VaultFault}. */
export function parseSlot(bytes: Uint8Array): Slot {
  const reader = new ByteReader(bytes, () => new VaultFault("damaged"));
  const slot = readSlot(reader);
  if (!reader.isAtEnd) throw new VaultFault("damaged");
  return slot;
}

export async function writeVaultFile({ header, slots, nonce, sealed }: VaultFile): Promise<Bytes> {
  const body = concat(
    header,
    numberBytes(slots.length, 1),
    ...slots.map(writeSlot),
    nonce,
    numberBytes(sealed.length, 4),
    sealed,
  );
  return concat(body, await checksum(body));
}

/** Cuts a vault apart, or throws a {@link VaultFault}. It looks at the form alone: see {@link isWhole}. */
export function parseVaultFile(bytes: Uint8Array): VaultFile {
  if (!isVault(bytes)) throw new VaultFault("notAVault");
  const reader = new ByteReader(bytes, () => new VaultFault("damaged"));
  const header = reader.bytes(headerLength);
  if ((header[magic.length] ?? 0) > version) throw new VaultFault("newerVersion");
  if (header[magic.length] !== version) throw new VaultFault("damaged");
  const slotCount = reader.number(1);
  if (slotCount < 1 || slotCount > mostSlots) throw new VaultFault("damaged");
  const slots = Array.from({ length: slotCount }, () => readSlot(reader));
  const nonce = reader.bytes(nonceLength);
  const sealed = reader.bytes(reader.number(4));
  reader.bytes(checksumLength);
  if (!reader.isAtEnd) throw new VaultFault("damaged");
  return { header, slots, nonce, sealed };
}

/** Whether every byte is as it was written, as far as chance goes: against intent the seals stand, not this. */
export async function isWhole(bytes: Uint8Array): Promise<boolean> {
  const end = Math.max(0, bytes.byteLength - checksumLength);
  return equalBytes(bytes.subarray(end), await checksum(Uint8Array.from(bytes.subarray(0, end))));
}

function readSlot(reader: ByteReader): Slot {
  const number = reader.number(1);
  const id = toHex(reader.bytes(idLength));
  const createdAt = reader.number(6);
  const label = findUtf8(reader.bytes(reader.number(1)));
  if (label === undefined) throw new VaultFault("damaged");
  const settings = readSettings(number, reader.bytes(reader.number(2)));
  return {
    head: { ...settings, id, createdAt, label },
    nonce: reader.bytes(nonceLength),
    wrappedKey: reader.bytes(wrappedKeyLength),
  };
}

/** Settings that do not fit their kind are kept as unknown ones: another slot may still open the vault. */
function readSettings(number: number, settings: Bytes): SlotSettings {
  const unknown = { kind: "unknown", number, settings } as const;
  const reader = new ByteReader(settings, () => new VaultFault("damaged"));
  switch (number) {
    case slotKinds.passphrase: {
      if (settings.length !== saltLength + 12) return unknown;
      const salt = reader.bytes(saltLength);
      const cost = {
        memoryKiB: reader.number(4),
        iterations: reader.number(4),
        lanes: reader.number(4),
      };
      return { kind: "passphrase", salt, cost };
    }
    case slotKinds.passkey: {
      if (settings.length < 32) return unknown;
      return {
        kind: "passkey",
        prfSalt: reader.bytes(32),
        credentialId: reader.bytes(settings.length - 32),
      };
    }
    default:
      return unknown;
  }
}

function writeSettings(head: SlotHead): { readonly number: number; readonly bytes: Bytes } {
  switch (head.kind) {
    case "passphrase": {
      const { memoryKiB, iterations, lanes } = head.cost;
      const numbers = [memoryKiB, iterations, lanes].map((value) => numberBytes(value, 4));
      return { number: slotKinds.passphrase, bytes: concat(head.salt, ...numbers) };
    }
    case "passkey":
      return { number: slotKinds.passkey, bytes: concat(head.prfSalt, head.credentialId) };
    case "unknown":
      return { number: head.number, bytes: head.settings };
  }
}

async function checksum(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
