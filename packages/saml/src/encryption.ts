// XML Encryption, as SAML has it (SAML core §2.3.4, XML Encryption 1.1): one EncryptedData of one element, its key in one EncryptedKey,
// both with their bytes in place. Nothing is looked up, and nothing fetched. Everything that can be refused without a key is refused
// first and by name; from the first use of a key on there is one fault, whatever failed.

import {
  constants,
  createDecipheriv,
  type KeyObject,
  privateDecrypt,
  randomBytes,
} from "node:crypto";
import {
  attributeOf,
  childrenNamed,
  elementsIn,
  findChild,
  isNamed,
  type Namespace,
  requireAttribute,
  requireChild,
  trimmedTextOf,
} from "./dom.ts";
import { SamlFault } from "./fault.ts";
import { decoyPrivateKey } from "./private-keys.ts";

const xmlenc = "http://www.w3.org/2001/04/xmlenc#";
const xmlenc11 = "http://www.w3.org/2009/xmlenc11#";

interface Cipher {
  readonly name: "aes-128-gcm" | "aes-256-gcm" | "aes-128-cbc" | "aes-256-cbc";
  readonly keyBytes: number;
}

/** XML Encryption 1.1 §5.2. Those that say nothing of whether a text was altered are taken where a signature says it. */
const ciphers: ReadonlyMap<string, Cipher> = new Map([
  [`${xmlenc11}aes128-gcm`, { name: "aes-128-gcm", keyBytes: 16 }],
  [`${xmlenc11}aes256-gcm`, { name: "aes-256-gcm", keyBytes: 32 }],
  [`${xmlenc}aes128-cbc`, { name: "aes-128-cbc", keyBytes: 16 }],
  [`${xmlenc}aes256-cbc`, { name: "aes-256-cbc", keyBytes: 32 }],
]);

const digests: ReadonlyMap<string, string> = new Map([
  ["http://www.w3.org/2000/09/xmldsig#sha1", "sha1"],
  [`${xmlenc}sha256`, "sha256"],
  ["http://www.w3.org/2001/04/xmldsig-more#sha384", "sha384"],
  [`${xmlenc}sha512`, "sha512"],
]);

const maskGenerators: ReadonlyMap<string, string> = new Map([
  [`${xmlenc11}mgf1sha1`, "sha1"],
  [`${xmlenc11}mgf1sha256`, "sha256"],
  [`${xmlenc11}mgf1sha384`, "sha384"],
  [`${xmlenc11}mgf1sha512`, "sha512"],
]);

/** An assertion is in a response of a hundred thousand letters at most, and encrypting makes it no shorter. */
const longestCiphertext = 100_000;
/** As many as a provider has: so many private operations are done for every response, with a decoy where it has fewer. */
const attempts = 2;

const refused = (message: string) => new SamlFault("encryption", message);

export interface Encrypted {
  readonly cipher: Cipher;
  readonly ciphertext: Buffer;
  /** Both of RSA-OAEP's hashes: they are the same one here. */
  readonly oaepHash: string;
  readonly encryptedKey: Buffer;
}

/**
 * What is to be decrypted, and how. Without a key's use. `isSigned`: the provider's signature covers the element, and was verified.
 *
 * AES-CBC is only read where it does: whoever may alter a ciphertext and watch what becomes of it reads the text in the end (Jager and
 * Somorovsky, How to Break XML Encryption, 2011), and a signature that is verified before takes the altering away.
 */
export function readEncrypted(
  assertion: Element,
  { isSigned }: { readonly isSigned: boolean },
): Encrypted {
  const data = requireChild(assertion, "encryption", "EncryptedData");
  requireParts(assertion, { encryption: ["EncryptedData", "EncryptedKey"] });
  requireParts(data, {
    encryption: ["EncryptionMethod", "CipherData"],
    signature: ["KeyInfo"],
  });
  if ((attributeOf(data, "Type") ?? `${xmlenc}Element`) !== `${xmlenc}Element`) {
    throw refused("What is encrypted is no element.");
  }
  const method = requireChild(data, "encryption", "EncryptionMethod");
  requireParts(method, {});
  const cipher = ciphers.get(requireAttribute(method, "Algorithm"));
  if (cipher === undefined) throw refused("The cipher is not accepted.");
  if (cipher.name.endsWith("cbc") && !isSigned) {
    throw refused("AES-CBC is accepted in a signed response only.");
  }
  const key = requireKey(assertion, data);
  return {
    cipher,
    ciphertext: bytesIn(data),
    oaepHash: oaepHashOf(requireChild(key, "encryption", "EncryptionMethod")),
    encryptedKey: bytesIn(key),
  };
}

/** In the data's KeyInfo, or beside the data: then whatever the KeyInfo says of where to find it says nothing new. */
function requireKey(assertion: Element, data: Element): Element {
  const keyInfo = findChild(data, "signature", "KeyInfo");
  const keys = [keyInfo, assertion].flatMap((parent) =>
    parent === undefined ? [] : childrenNamed(parent, "encryption", "EncryptedKey"),
  );
  const [key, second] = keys;
  if (key === undefined || second !== undefined) {
    throw refused("It has to have one encrypted key.");
  }
  requireParts(key, {
    encryption: ["EncryptionMethod", "CipherData", "ReferenceList", "CarriedKeyName"],
    signature: ["KeyInfo"],
  });
  return key;
}

/** RSA-OAEP by both of its names, never RSA of PKCS #1 v1.5 (Bleichenbacher); without a label, and with one hash for both its uses. */
function oaepHashOf(method: Element): string {
  requireParts(method, { encryption11: ["MGF"], signature: ["DigestMethod"] });
  const algorithm = requireAttribute(method, "Algorithm");
  const isOld = algorithm === `${xmlenc}rsa-oaep-mgf1p`;
  if (!isOld && algorithm !== `${xmlenc11}rsa-oaep`) {
    throw refused("The key has to be encrypted with RSA-OAEP.");
  }
  const generator = findChild(method, "encryption11", "MGF");
  if (isOld && generator !== undefined) throw refused("RSA-OAEP-MGF1P has no MGF.");
  const hash = named(digests, findChild(method, "signature", "DigestMethod"));
  if (hash === undefined || hash !== named(maskGenerators, generator)) {
    throw refused("RSA-OAEP needs a known hash, and the same one for its mask.");
  }
  return hash;
}

/** What is not said is SHA-1, which is no weakness here: nobody gains by a collision of what they cannot choose. */
function named(hashes: ReadonlyMap<string, string>, element: Element | undefined) {
  return element === undefined ? "sha1" : hashes.get(requireAttribute(element, "Algorithm"));
}

function bytesIn(encrypted: Element): Buffer {
  const data = requireChild(encrypted, "encryption", "CipherData");
  requireParts(data, { encryption: ["CipherValue"] });
  const value = requireChild(data, "encryption", "CipherValue");
  const text = trimmedTextOf(value).replaceAll(/\s+/g, "");
  if (text.length > longestCiphertext) throw refused("There is too much of it.");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw refused("A CipherValue is no base64.");
  return Buffer.from(text, "base64");
}

/** Nothing but these: what a part that nobody reads says, nobody has checked. Each of them once is for the caller. */
function requireParts(
  parent: Element,
  allowed: Readonly<Partial<Record<Namespace, readonly string[]>>>,
): void {
  const forms = Object.entries(allowed) as [Namespace, readonly string[]][];
  const isAllowed = (child: Element) =>
    forms.some(([namespace, names]) => names.some((name) => isNamed(child, namespace, name)));
  const stranger = elementsIn(parent).find((child) => !isAllowed(child));
  if (stranger !== undefined) throw refused(`${stranger.localName} is not read here.`);
}

/**
 * The text, if one of the keys opens it; undefined whatever went wrong. Every response costs the same private operations and one
 * decryption: where no key opens the content's key, a random one is put in its place.
 */
export function decrypt(
  { cipher, ciphertext, oaepHash, encryptedKey }: Encrypted,
  keys: readonly KeyObject[],
): Buffer | undefined {
  const decoys = Array.from({ length: attempts - keys.length }, decoyPrivateKey);
  const opened = [...keys, ...decoys].map((key) => openKey(key, oaepHash, encryptedKey));
  const contentKey =
    opened.find((found) => found?.length === cipher.keyBytes) ?? randomBytes(cipher.keyBytes);
  try {
    return cipher.name.endsWith("gcm")
      ? openGcm(cipher, contentKey, ciphertext)
      : openCbc(cipher, contentKey, ciphertext);
  } catch {
    return undefined;
  } finally {
    for (const secret of opened) secret?.fill(0);
  }
}

function openKey(key: KeyObject, oaepHash: string, encryptedKey: Buffer): Buffer | undefined {
  try {
    return privateDecrypt(
      { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash },
      encryptedKey,
    );
  } catch {
    return undefined;
  }
}

/** XML Encryption 1.1 §5.2.4: a nonce of 96 bits before, a tag of 128 bits behind; a shorter tag is none. */
function openGcm(cipher: Cipher, key: Buffer, sealed: Buffer): Buffer {
  const [nonce, text, tag] = [
    sealed.subarray(0, 12),
    sealed.subarray(12, -16),
    sealed.subarray(-16),
  ];
  if (nonce.length + tag.length + text.length !== sealed.length || text.length === 0) {
    throw new Error("too short");
  }
  const decipher = createDecipheriv(cipher.name as "aes-128-gcm", key, nonce, {
    authTagLength: 16,
  });
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}

/** XML Encryption 1.1 §5.2.2: of the padding only the last byte says something. */
function openCbc(cipher: Cipher, key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(cipher.name, key, sealed.subarray(0, 16));
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > 16) throw new Error("no padding");
  return padded.subarray(0, -padding);
}
