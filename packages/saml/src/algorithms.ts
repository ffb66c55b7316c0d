// What a signature may be made with. SHA-1 is not here: collisions of it are bought. Nor is HMAC, whose key would be a public one,
// nor RSA keys that are too short to last.

import { constants, createHash, type KeyObject, verify } from "node:crypto";

type KeyType = "rsa" | "ec";

interface SignatureSpec {
  readonly keyType: KeyType;
  readonly hash: "sha256" | "sha384" | "sha512";
  readonly padding?: "pss";
}

const more = "http://www.w3.org/2001/04/xmldsig-more#";

/** RFC 9231 §2.3; the key has to be of the algorithm's own type. */
export const signatureMethods: ReadonlyMap<string, SignatureSpec> = new Map([
  [`${more}rsa-sha256`, { keyType: "rsa", hash: "sha256" }],
  [`${more}rsa-sha384`, { keyType: "rsa", hash: "sha384" }],
  [`${more}rsa-sha512`, { keyType: "rsa", hash: "sha512" }],
  [
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
    { keyType: "rsa", hash: "sha256", padding: "pss" },
  ],
  [`${more}ecdsa-sha256`, { keyType: "ec", hash: "sha256" }],
  [`${more}ecdsa-sha384`, { keyType: "ec", hash: "sha384" }],
  [`${more}ecdsa-sha512`, { keyType: "ec", hash: "sha512" }],
]);

export const digestMethods: ReadonlyMap<string, string> = new Map([
  ["http://www.w3.org/2001/04/xmlenc#sha256", "sha256"],
  [`${more}sha384`, "sha384"],
  ["http://www.w3.org/2001/04/xmlenc#sha512", "sha512"],
]);

export const exclusiveCanonicalization = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const envelopedSignature = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/** Whether any of the keys made this signature. A key of another type is none. */
export function isSignedByAny(
  keys: readonly KeyObject[],
  { keyType, hash, padding }: SignatureSpec,
  { text, signature }: { readonly text: string; readonly signature: Buffer },
): boolean {
  return keys.some(
    (key) =>
      key.asymmetricKeyType === keyType &&
      verify(
        hash,
        Buffer.from(text),
        {
          key,
          dsaEncoding: "ieee-p1363",
          ...(padding === "pss" && {
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
          }),
        },
        signature,
      ),
  );
}

export const digestOf = (hash: string, text: string) =>
  createHash(hash).update(text).digest("base64");
