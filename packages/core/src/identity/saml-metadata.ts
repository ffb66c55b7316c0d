// Metadata of SAML identity providers, and what is not done with their assertions yet.

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

/**
 * Encrypted assertions are not read here: TLS carries them, and what they say is signed. Whoever would have them required must
 * not believe that they are; so a key is refused rather than kept for nothing.
 */
export function refuseEncryption(asked: {
  readonly assertionEncryptionMode?: "Required" | "Allowed" | undefined;
  readonly addPrivateKey?: string | undefined;
}): void {
  if (asked.addPrivateKey !== undefined) {
    throw new IamError(
      "InvalidInput",
      "Private keys are not accepted: encrypted assertions cannot be read here.",
      { fields: [{ name: "addPrivateKey", message: "Encrypted assertions cannot be read here." }] },
    );
  }
  if (asked.assertionEncryptionMode === "Required") {
    throw new IamError(
      "InvalidInput",
      "Unable to set assertion encryption mode to Required because no private key is provided",
      {
        fields: [
          {
            name: "assertionEncryptionMode",
            message: "Encrypted assertions cannot be read here: only Allowed is possible.",
          },
        ],
      },
    );
  }
}

/** What is recorded of a document: the trail need not hold all of it. */
export function metadataInShort({ entityId, certificates }: SamlMetadata) {
  return { entityId, certificates: certificates.length };
}
