// An identity provider's metadata (SAML V2.0 Metadata): one EntityDescriptor with one IDPSSODescriptor.

import type { Instant, SamlMetadata } from "@sallyport/core";
import { readCertificate } from "./certificates.ts";
import {
  attributeOf,
  childrenNamed,
  everyElement,
  findChild,
  instantOf,
  isNamed,
  namespaces,
  parseXml,
  requireAttribute,
  trimmedTextOf,
} from "./dom.ts";
import { malformed, SamlFault } from "./fault.ts";
import { metadataLimits } from "./scan.ts";

/** A provider that changes its key announces the next one beside it: more than a few is no change of keys. */
const mostCertificates = 10;
const longestEntityId = 1024;

/** Who the provider is and whose signatures are its own; or why the document is refused, in people's words. */
export function readMetadata(document: string): SamlMetadata | { readonly refused: string } {
  try {
    return parseMetadata(document.replace(/^\uFEFF/, "").trimStart());
  } catch (error) {
    if (error instanceof SamlFault) return { refused: error.message };
    throw error;
  }
}

function parseMetadata(text: string): SamlMetadata {
  const entity = parseXml(text, metadataLimits);
  if (!isNamed(entity, "metadata", "EntityDescriptor")) {
    throw malformed("It is no EntityDescriptor of SAML 2.0 metadata.");
  }
  const entityId = requireAttribute(entity, "entityID");
  // SAML metadata §2.2.1.
  if (entityId.length > longestEntityId) throw malformed("The entityID is too long.");
  const role = findChild(entity, "metadata", "IDPSSODescriptor");
  if (role === undefined)
    throw malformed("It describes no identity provider: there is no IDPSSODescriptor.");
  const protocols = (attributeOf(role, "protocolSupportEnumeration") ?? "").split(/\s+/);
  if (!protocols.includes(namespaces.protocol)) throw malformed("The provider speaks no SAML 2.0.");
  return {
    entityId,
    certificates: signingCertificates(role),
    validUntil: earliest(instantOf(entity, "validUntil"), instantOf(role, "validUntil")),
  };
}

function signingCertificates(role: Element): readonly string[] {
  const texts = childrenNamed(role, "metadata", "KeyDescriptor")
    // Without a use, a key is for both.
    .filter((key) => (attributeOf(key, "use") ?? "signing") === "signing")
    .flatMap((key) => [...everyElement(key)])
    .filter((element) => isNamed(element, "signature", "X509Certificate"))
    .map(trimmedTextOf);
  const certificates = [...new Set(texts.map(readCertificate))];
  if (certificates.length === 0) throw malformed("It has no certificate for signing.");
  if (certificates.length > mostCertificates) {
    throw malformed(`It has more than ${mostCertificates} certificates for signing.`);
  }
  return certificates;
}

function earliest(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
