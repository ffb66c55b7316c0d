// What the encrypted exports of other apps have in common.

import { type Bytes, utf8 } from "../bytes.ts";
import { isWrongTag } from "../vault/slots.ts";

/** Opens AES-256-GCM, the tag at the end; undefined where the key is another, or the bytes were changed. */
export async function findUnsealed({
  key,
  nonce,
  sealed,
}: {
  readonly key: Bytes;
  readonly nonce: Bytes;
  readonly sealed: Bytes;
}): Promise<Bytes | undefined> {
  const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  try {
    const seal = { name: "AES-GCM", iv: nonce };
    return new Uint8Array(await crypto.subtle.decrypt(seal, imported, sealed));
  } catch (error) {
    if (isWrongTag(error)) return undefined;
    throw error;
  }
}

/** The key of 32 bytes that PBKDF2 makes of a passphrase. */
export async function stretchByPbkdf2(
  passphrase: string,
  parameters: Pick<Pbkdf2Params, "hash" | "salt" | "iterations">,
): Promise<Bytes> {
  const material = await crypto.subtle.importKey("raw", utf8(passphrase), "PBKDF2", false, [
    "deriveBits",
  ]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", ...parameters }, material, 256);
  return new Uint8Array(bits);
}
