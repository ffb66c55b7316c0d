/** A slot holds the vault's key, wrapped by a key that one way to open the vault gives: a passphrase, or a passkey. */

import { type Bytes, concat, equalBytes, type RandomBytes, toHex, utf8 } from "../bytes.ts";
import type { Argon2Cost, SlowHashes } from "../slow-hashes.ts";
import { isPossibleCost, stretch, usualCost } from "./argon2.ts";
import { VaultFault } from "./fault.ts";
import {
  idLength,
  nonceLength,
  type Slot,
  type SlotHead,
  saltLength,
  writeSlotHead,
} from "./format.ts";

/** A way to open a vault, to be given to it. */
export type Way =
  | {
      readonly kind: "passphrase";
      readonly passphrase: string;
      readonly cost?: Argon2Cost;
      readonly label?: string;
    }
  | {
      readonly kind: "passkey";
      readonly credentialId: Bytes;
      /** 32 random bytes, on which the passkey's PRF was evaluated. */
      readonly prfSalt: Bytes;
      /** The 32 bytes that came out. */
      readonly prfOutput: Bytes;
      readonly label?: string;
    };

/** What a person opens a vault with. */
export type Credential =
  | { readonly kind: "passphrase"; readonly passphrase: string }
  | { readonly kind: "passkey"; readonly credentialId?: Bytes; readonly prfOutput: Bytes };

const aes = "AES-GCM";

/** Wraps the vault's key into a new slot. The key must be extractable. */
export async function wrapInSlot({
  way,
  vaultKey,
  header,
  createdAt,
  random,
  hashes,
}: {
  readonly way: Way;
  readonly vaultKey: CryptoKey;
  readonly header: Bytes;
  readonly createdAt: number;
  readonly random: RandomBytes;
  readonly hashes: SlowHashes;
}): Promise<Slot> {
  const head = makeHead(way, createdAt, random);
  const nonce = random(nonceLength);
  const wrapping = await wrappingKey(head, way, hashes);
  if (wrapping === undefined) throw new VaultFault("noSuchWay");
  const wrapped = await crypto.subtle.wrapKey("raw", vaultKey, wrapping, {
    name: aes,
    iv: nonce,
    additionalData: concat(header, writeSlotHead(head)),
  });
  return { head, nonce, wrappedKey: new Uint8Array(wrapped) };
}

/** The vault's key from this slot; undefined where the credential is not the slot's, or the slot is damaged. */
export async function findKeyInSlot({
  slot,
  credential,
  header,
  extractable,
  hashes,
}: {
  readonly slot: Slot;
  readonly credential: Credential;
  readonly header: Bytes;
  readonly extractable: boolean;
  readonly hashes: SlowHashes;
}): Promise<CryptoKey | undefined> {
  const wrapping = await wrappingKey(slot.head, credential, hashes);
  if (wrapping === undefined) return undefined;
  const additionalData = concat(header, writeSlotHead(slot.head));
  const seal = { name: aes, iv: slot.nonce, additionalData };
  const uses = ["encrypt", "decrypt"] as const;
  try {
    return await crypto.subtle.unwrapKey(
      "raw",
      slot.wrappedKey,
      wrapping,
      seal,
      aes,
      extractable,
      uses,
    );
  } catch (error) {
    if (isWrongTag(error)) return undefined;
    throw error;
  }
}

/** WebCrypto's word for "this was sealed by another key, or changed since". */
export function isWrongTag(error: unknown): boolean {
  return error instanceof Error && error.name === "OperationError";
}

function makeHead(way: Way, createdAt: number, random: RandomBytes): SlotHead {
  const common = { id: toHex(random(idLength)), createdAt, label: shortened(way.label ?? "") };
  switch (way.kind) {
    case "passphrase":
      return {
        kind: "passphrase",
        ...common,
        salt: random(saltLength),
        cost: way.cost ?? usualCost,
      };
    case "passkey": {
      const { kind, prfSalt, credentialId } = way;
      return { kind, ...common, prfSalt, credentialId };
    }
  }
}

/** A label's length is written in one byte. */
function shortened(label: string): string {
  const room = new Uint8Array(255);
  const { read } = new TextEncoder().encodeInto(label, room);
  return label.slice(0, read);
}

/** The key that wraps the vault's; undefined where the credential is of another kind, or a passkey of another slot. */
async function wrappingKey(
  head: SlotHead,
  credential: Credential,
  hashes: SlowHashes,
): Promise<CryptoKey | undefined> {
  if (head.kind === "passphrase" && credential.kind === "passphrase") {
    if (credential.passphrase === "") throw new VaultFault("emptyPassphrase");
    if (!isPossibleCost(head.cost)) return undefined;
    // Two keyboards may write the same letter in two ways: NFC makes them one.
    const passphrase = utf8(credential.passphrase.normalize("NFC"));
    return importWrapping(await stretch(hashes, passphrase, head));
  }
  if (head.kind === "passkey" && credential.kind === "passkey") {
    const { credentialId, prfOutput } = credential;
    if (credentialId !== undefined && !equalBytes(credentialId, head.credentialId))
      return undefined;
    return importWrapping(await expand(prfOutput, head.prfSalt));
  }
  return undefined;
}

/** HKDF (RFC 5869): the same PRF output may serve another purpose elsewhere, so it is never a key itself. */
async function expand(prfOutput: Bytes, salt: Bytes): Promise<Bytes> {
  const material = await crypto.subtle.importKey("raw", prfOutput, "HKDF", false, ["deriveBits"]);
  const info = utf8("Sallyport vault 1, passkey slot");
  const hkdf = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, material, 256));
}

function importWrapping(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", key, aes, false, ["wrapKey", "unwrapKey"]);
}
