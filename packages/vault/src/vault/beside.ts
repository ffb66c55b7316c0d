/**
 * What a device keeps for itself, and so outside the vault that it shares with other devices: sealed under the vault's key,
 * it opens with the vault and is worth nothing without it.
 */

import { type Bytes, concat, type RandomBytes, systemRandom, utf8 } from "../bytes.ts";
import { nonceLength } from "./format.ts";
import { isWrongTag } from "./slots.ts";
import type { OpenVault } from "./vault.ts";

/** What the bytes are for. Bytes that were sealed for one purpose do not open for another, nor as a vault's contents. */
export type BesidePurpose = "sync";

export async function sealBeside(
  vault: OpenVault,
  purpose: BesidePurpose,
  bytes: Bytes,
  { random = systemRandom }: { readonly random?: RandomBytes } = {},
): Promise<Bytes> {
  const nonce = random(nonceLength);
  const seal = { name: "AES-GCM", iv: nonce, additionalData: additionalData(vault, purpose) };
  const sealed = await crypto.subtle.encrypt(seal, vault.sealing.key, bytes);
  return concat(nonce, new Uint8Array(sealed));
}

/** Undefined where this vault did not seal it for this purpose, or it is damaged. */
export async function openBeside(
  vault: OpenVault,
  purpose: BesidePurpose,
  sealed: Bytes,
): Promise<Bytes | undefined> {
  const iv = sealed.slice(0, nonceLength);
  if (iv.byteLength < nonceLength) return undefined;
  const seal = { name: "AES-GCM", iv, additionalData: additionalData(vault, purpose) };
  try {
    const { key } = vault.sealing;
    return new Uint8Array(await crypto.subtle.decrypt(seal, key, sealed.slice(nonceLength)));
  } catch (error) {
    if (isWrongTag(error)) return undefined;
    throw error;
  }
}

function additionalData({ sealing }: OpenVault, purpose: BesidePurpose): Bytes {
  return concat(sealing.header, utf8(`Sallyport vault 1, beside it: ${purpose}`));
}
