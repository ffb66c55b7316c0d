// Certificates of metadata. They carry a key and vouch for nothing: whose it is, the metadata says, and when it ends, too.

import { type KeyObject, X509Certificate } from "node:crypto";
import { malformed } from "./fault.ts";

/** NIST SP 800-131A: shorter keys of RSA are disallowed. */
const leastRsaBits = 2048;

/** The certificate as base64 of its DER, without white space. Refuses one whose key could not sign here. */
export function readCertificate(text: string): string {
  const base64 = text.replaceAll(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw malformed("A certificate is no base64.");
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = keyOf(base64);
  if (type === "ec") return base64;
  if (type !== "rsa") throw malformed("A certificate's key is neither RSA nor EC.");
  if ((details?.modulusLength ?? 0) < leastRsaBits) {
    throw malformed(`A certificate's RSA key is shorter than ${leastRsaBits} bits.`);
  }
  return base64;
}

/** The key in a certificate. That the certificate has expired is no fault (SAML V2.0 Metadata Interoperability Profile §2.5.1). */
export function keyOf(certificate: string): KeyObject {
  try {
    return new X509Certificate(Buffer.from(certificate, "base64")).publicKey;
  } catch {
    throw malformed("A certificate cannot be read.");
  }
}
