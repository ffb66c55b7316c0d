// What the encrypted exports of other apps have in common.

import type { Bytes } from "../bytes.ts";
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
