// Files as other apps write them, made by node:crypto and by hand: none of the code that reads them is used here.

import {
  argon2Sync,
  createCipheriv,
  createDecipheriv,
  pbkdf2Sync,
  randomBytes,
  scryptSync,
} from "node:crypto";
import type { Bytes } from "../bytes.ts";

/** Seals by AES-256-GCM; the tag apart. */
function gcm(key: Buffer, plain: Buffer) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, sealed, tag: cipher.getAuthTag() };
}

export function jsonBytes(value: unknown): Bytes {
  return Uint8Array.from(Buffer.from(JSON.stringify(value)));
}

export function aegisFile(db: object, password?: string): object {
  if (password === undefined) return { version: 1, header: { slots: null, params: null }, db };
  const masterKey = randomBytes(32);
  const contents = gcm(masterKey, Buffer.from(JSON.stringify(db)));
  const biometric = { type: 2, uuid: "b", ...aegisSlot(randomBytes(32), masterKey) };
  return {
    version: 1,
    header: {
      slots: [biometric, aegisPasswordSlot(password, masterKey)],
      params: hexSeal(contents),
    },
    db: contents.sealed.toString("base64"),
  };
}

function aegisPasswordSlot(password: string, masterKey: Buffer): object {
  const salt = randomBytes(32);
  const cost = { N: 1024, r: 8, p: 1 };
  const key = scryptSync(password, salt, 32, cost);
  const slot = aegisSlot(key, masterKey);
  return {
    type: 1,
    uuid: "p",
    ...slot,
    n: cost.N,
    r: cost.r,
    p: cost.p,
    salt: salt.toString("hex"),
  };
}

function aegisSlot(key: Buffer, masterKey: Buffer): object {
  const wrapped = gcm(key, masterKey);
  return { key: wrapped.sealed.toString("hex"), key_params: hexSeal(wrapped) };
}

function hexSeal({ nonce, tag }: { nonce: Buffer; tag: Buffer }): object {
  return { nonce: nonce.toString("hex"), tag: tag.toString("hex") };
}

export function twoFasFile(
  services: readonly object[],
  groups: object[],
  password?: string,
): object {
  const common = { groups, schemaVersion: 4, appOrigin: "android" };
  if (password === undefined) return { services, ...common };
  const salt = randomBytes(256);
  const key = pbkdf2Sync(password, salt, 10_000, 32, "sha256");
  const { nonce, sealed, tag } = gcm(key, Buffer.from(JSON.stringify(services)));
  const parts = [Buffer.concat([sealed, tag]), salt, nonce];
  const servicesEncrypted = parts.map((part) => part.toString("base64")).join(":");
  return { services: [], servicesEncrypted, ...common };
}

/** andOTP's encrypted export; it has chosen fewer rounds and more, at random. */
export function andOtpFile(list: readonly object[], password: string): Bytes {
  const rounds = Buffer.alloc(4);
  rounds.writeUInt32BE(1234);
  const salt = randomBytes(12);
  const key = pbkdf2Sync(password, salt, 1234, 32, "sha1");
  const { nonce, sealed, tag } = gcm(key, Buffer.from(JSON.stringify(list)));
  return Uint8Array.from(Buffer.concat([rounds, salt, nonce, sealed, tag]));
}

export function enteFile(list: string, password: string): object {
  const salt = randomBytes(16);
  const [memory, passes] = [1024, 2];
  const message = Buffer.from(password);
  const key = argon2Sync("argon2id", {
    ...{ message, nonce: salt, memory, passes, parallelism: 1, tagLength: 32 },
  });
  const header = randomBytes(24);
  return {
    version: 1,
    kdfParams: { memLimit: memory * 1024, opsLimit: passes, salt: salt.toString("base64") },
    encryptedData: pushFinal(key, header, Buffer.from(list)).toString("base64"),
    encryptionNonce: header.toString("base64"),
  };
}

/** crypto_secretstream_xchacha20poly1305_push of libsodium, of one message with the tag "final". */
function pushFinal(key: Buffer, header: Buffer, message: Buffer): Buffer {
  const subkey = hChaCha20(key, header.subarray(0, 16));
  const nonce = Buffer.concat([Buffer.from([1, 0, 0, 0]), header.subarray(16)]);
  const stream = chaCha20(subkey, nonce, 0, Buffer.alloc(128 + message.length));
  const block = Buffer.from(stream.subarray(64, 128));
  block[0] = (block[0] ?? 0) ^ 3;
  const sealed = message.map((byte, index) => byte ^ (stream[128 + index] ?? 0));
  const lengths = Buffer.alloc(16);
  lengths.writeBigUInt64LE(BigInt(64 + message.length), 8);
  const padding = Buffer.alloc((16 - 64 + message.length) & 15);
  const authenticated = Buffer.concat([block, sealed, padding, lengths]);
  const tag = poly1305(stream.subarray(0, 32), authenticated);
  return Buffer.concat([block.subarray(0, 1), sealed, tag]);
}

/** OpenSSL takes the block counter and the nonce of RFC 8439 in one. */
function chaCha20(key: Buffer, nonce: Buffer, counter: number, data: Buffer): Buffer {
  const initial = Buffer.alloc(16);
  initial.writeUInt32LE(counter);
  nonce.copy(initial, 4);
  return createCipheriv("chacha20", key, initial).update(data);
}

/** The rounds of ChaCha20 alone: what a block is before the words that it began with are added to it. */
function hChaCha20(key: Buffer, input: Buffer): Buffer {
  const block = createDecipheriv("chacha20", key, input).update(Buffer.alloc(64));
  const began = Buffer.concat([Buffer.from("expand 32-byte k"), key, input]);
  const rounds = Buffer.alloc(64);
  for (let at = 0; at < 64; at += 4) {
    rounds.writeUInt32LE((block.readUInt32LE(at) - began.readUInt32LE(at)) >>> 0, at);
  }
  return Buffer.concat([rounds.subarray(0, 16), rounds.subarray(48)]);
}

/** RFC 8439 §2.5, as it is written there. */
function poly1305(key: Buffer, message: Buffer): Buffer {
  const littleEndian = (bytes: Buffer) =>
    BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
  const r = littleEndian(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  const s = littleEndian(key.subarray(16, 32));
  let sum = 0n;
  for (let at = 0; at < message.length; at += 16) {
    const block = Buffer.concat([message.subarray(at, at + 16), Buffer.from([1])]);
    sum = ((sum + littleEndian(block)) * r) % (2n ** 130n - 5n);
  }
  const tag = BigInt.asUintN(128, sum + s);
  return Buffer.from(tag.toString(16).padStart(32, "0"), "hex").reverse();
}

export interface MigrationAccount {
  readonly secret: Uint8Array;
  readonly name: string;
  readonly issuer?: string;
  readonly algorithm?: number;
  readonly digits?: number;
  readonly type?: number;
  readonly counter?: number;
}

/** A code of Google's export. */
export function migrationUri(
  accounts: readonly MigrationAccount[],
  { size = 1, index = 0, exportId = 7 } = {},
): string {
  const payload = Buffer.concat([
    ...accounts.map((account) => bytesField(1, migrationAccount(account))),
    ...[numberField(2, 1), numberField(3, size), numberField(4, index)],
    numberField(5, exportId),
  ]);
  return `otpauth-migration://offline?data=${encodeURIComponent(payload.toString("base64"))}`;
}

function migrationAccount(account: MigrationAccount): Buffer {
  const { secret, name, issuer, algorithm = 1, digits = 1, type = 2, counter } = account;
  return Buffer.concat([
    ...[bytesField(1, Buffer.from(secret)), bytesField(2, Buffer.from(name))],
    ...(issuer === undefined ? [] : [bytesField(3, Buffer.from(issuer))]),
    ...[numberField(4, algorithm), numberField(5, digits), numberField(6, type)],
    ...(counter === undefined ? [] : [numberField(7, counter)]),
  ]);
}

function numberField(field: number, value: number): Buffer {
  return Buffer.from([field * 8, ...varint(BigInt.asUintN(64, BigInt(value)))]);
}

function bytesField(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([field * 8 + 2, ...varint(BigInt(bytes.length))]), bytes]);
}

function varint(value: bigint): number[] {
  const low = Number(value & 0x7fn);
  return value < 0x80n ? [low] : [low | 0x80, ...varint(value >> 7n)];
}
