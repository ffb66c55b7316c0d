// Metadata of SAML identity providers.

import { IamError } from "../errors.ts";
import type { Ports, SamlMetadata } from "../ports.ts";

/** Refuses a document that says not who signs, with the reason behind AWS's words. */
export function readSamlMetadata(ports: Ports, document: string): SamlMetadata {
  const metadata = ports.assertions.readMetadata(document);
  if (!("refused" in metadata)) return metadata;
  throw new IamError("InvalidInput", `Could not parse metadata. ${metadata.refused}`, {
    fields: [{ name: "sAMLMetadataDocument", message: metadata.refused }],
  });
}

/** What is recorded of a document: the trail need not hold all of it. */
export function metadataInShort({ entityId, certificates }: SamlMetadata) {
  return { entityId, certificates: certificates.length };
}
