// Private keys that assertions are decrypted with. They come as PEM, and leave this room as PKCS #8, for whoever seals them.

import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";

const leastBits = 2048;
/** A private operation takes eight times as long with twice the bits, and anybody may send what asks for two of them. */
const mostBits = 4096;

const pemForm =
  /^\s*-----BEGIN ((?:RSA )?PRIVATE KEY)-----\r?\n[A-Za-z0-9+/=\s]+-----END \1-----\s*$/;

/** See `Assertions.readPrivateKey`. */
export function readPrivateKey(pem: string): Uint8Array | { readonly refused: string } {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(pem)) {
    return { refused: "The private key is protected by a passphrase: send it without one." };
  }
  const form = "It is no PEM of one RSA private key (PKCS #8 or PKCS #1).";
  if (!pemForm.test(pem)) return { refused: form };
  const key = parse(pem);
  if (key?.asymmetricKeyType !== "rsa") return { refused: form };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < leastBits || bits > mostBits) {
    return { refused: `The RSA key has to have ${leastBits} to ${mostBits} bits.` };
  }
  return key.export({ format: "der", type: "pkcs8" });
}

function parse(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined; // its message may quote the key
  }
}

export const privateKeyOf = (pkcs8: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });

let decoy: KeyObject | undefined;

/** A key of this process, under which nothing was ever encrypted. Making it takes a tenth of a second, and few need it. */
export function decoyPrivateKey(): KeyObject {
  decoy ??= generateKeyPairSync("rsa", { modulusLength: leastBits }).privateKey;
  return decoy;
}
