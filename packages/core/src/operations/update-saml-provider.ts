import { IamError } from "../errors.ts";
import { locateProvider, onVouching } from "../identity/locate-provider.ts";
import { metadataInShort, readSamlMetadata, refuseEncryption } from "../identity/saml-metadata.ts";
import { requireSaml, requireSamlProvider } from "../identity/saml-provider.ts";
import { defineOperation } from "../operation.ts";
import type { SamlMetadata } from "../ports.ts";
import { optional, struct, text } from "../schema/schema.ts";
import { anyText } from "./members.ts";
import {
  encryptionMembers,
  samlMetadataDocument,
  samlProviderArn,
} from "./saml-provider-members.ts";

export const updateSAMLProvider = defineOperation({
  name: "UpdateSAMLProvider",
  kind: "aws",
  summary:
    "Replaces a SAML identity provider's metadata; where a certificate is withdrawn, its sessions end.",
  readOnly: false,
  input: struct({
    sAMLProviderArn: samlProviderArn,
    sAMLMetadataDocument: optional(samlMetadataDocument),
    ...encryptionMembers,
    removePrivateKey: optional(text({ min: 22, max: 64, pattern: /^[A-Z0-9]+$/ })),
  }),
  output: struct({ sAMLProviderArn: anyText }),
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateProvider(tx, caller, input.sAMLProviderArn, "saml"),
  // Whoever chooses the keys says what is signed.
  permissions: ({ found }) => onVouching(found, "iam:UpdateSAMLProvider"),
  prepare: async ({ ports, input }) => {
    const { sAMLMetadataDocument: document, addPrivateKey, removePrivateKey } = input;
    if (addPrivateKey !== undefined && removePrivateKey !== undefined) {
      throw new IamError(
        "InvalidInput",
        "Unable to add and remove private keys in the same request.",
      );
    }
    refuseEncryption(input);
    return document === undefined ? undefined : readSamlMetadata(ports, document);
  },
  run: async ({ tx, input, found, prepared, trail }) => {
    const provider = requireSamlProvider(found);
    const { accountId, providerId } = provider;
    const { sAMLMetadataDocument: document, removePrivateKey } = input;
    if (removePrivateKey !== undefined) {
      throw new IamError("NoSuchEntity", `Private key ${removePrivateKey} cannot be found.`);
    }
    if (document === undefined || prepared === undefined) {
      if (input.assertionEncryptionMode === undefined) throw nothingToUpdate();
      return { sAMLProviderArn: found.arn };
    }
    trail.additional = metadataInShort(prepared);
    const before = await requireSaml(tx, provider);
    await tx.samlProviders.setMetadata(accountId, providerId, { document, ...prepared });
    if (withdraws(before, prepared)) await tx.identityProviders.raiseEpoch(accountId, providerId);
    // The rule was about the other one (security rule 19).
    if (before.entityId !== prepared.entityId) {
      await tx.identityProviders.setMfaRule(accountId, providerId, undefined);
    }
    return { sAMLProviderArn: found.arn };
  },
  record: {
    request: ["sAMLProviderArn", "assertionEncryptionMode", "removePrivateKey"],
    response: ["sAMLProviderArn"],
  },
});

const nothingToUpdate = () =>
  new IamError(
    "InvalidInput",
    "Unable to update identity provider. No updates are defined for metadata or encryption assertion.",
  );

/** A key that was lost may have signed for whoever is in a session now; AWS lets them stay. A key that is added ends nobody. */
function withdraws(before: SamlMetadata, after: SamlMetadata): boolean {
  return (
    before.entityId !== after.entityId ||
    before.certificates.some((certificate) => !after.certificates.includes(certificate))
  );
}
