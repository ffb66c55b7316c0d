import { IamError } from "../errors.ts";
import { locateProvider, onVouching } from "../identity/locate-provider.ts";
import { addedInShort, changeEncryption, sealPrivateKey } from "../identity/saml-encryption.ts";
import { metadataInShort, readSamlMetadata } from "../identity/saml-metadata.ts";
import { requireSaml, requireSamlProvider } from "../identity/saml-provider.ts";
import { defineOperation } from "../operation.ts";
import type { SamlMetadata } from "../ports.ts";
import type { IdentityProviderRecord } from "../records.ts";
import { optional, struct, text } from "../schema/schema.ts";
import type { Tx } from "../store.ts";
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
    "Replaces a SAML identity provider's metadata; where a certificate is withdrawn, its sessions end. Adds and removes private keys, and says whether assertions must be encrypted.",
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
    return {
      metadata: document === undefined ? undefined : readSamlMetadata(ports, document),
      added: sealPrivateKey(ports, addPrivateKey),
    };
  },
  run: async ({ tx, input, found, prepared, now, trail }) => {
    const provider = requireSamlProvider(found);
    const { sAMLMetadataDocument: document, removePrivateKey: removed } = input;
    const { assertionEncryptionMode: mode } = input;
    const { metadata, added } = prepared;
    if ([document, mode, added, removed].every((each) => each === undefined)) {
      throw nothingToUpdate();
    }
    trail.additional = {
      ...(metadata !== undefined && metadataInShort(metadata)),
      ...addedInShort(added),
    };
    if (document !== undefined && metadata !== undefined) {
      await changeMetadata(tx, provider, { document, ...metadata });
    }
    await changeEncryption(tx, provider, { mode, added, removed, now });
    return { sAMLProviderArn: found.arn };
  },
  record: {
    request: ["sAMLProviderArn", "assertionEncryptionMode", "removePrivateKey"],
    response: ["sAMLProviderArn"],
  },
});

async function changeMetadata(
  tx: Tx,
  provider: IdentityProviderRecord,
  change: SamlMetadata & { readonly document: string },
): Promise<void> {
  const { accountId, providerId } = provider;
  const before = await requireSaml(tx, provider);
  await tx.samlProviders.setMetadata(accountId, providerId, change);
  if (withdraws(before, change)) await tx.identityProviders.raiseEpoch(accountId, providerId);
  // The rule was about the other one (security rule 19).
  if (before.entityId !== change.entityId) {
    await tx.identityProviders.setMfaRule(accountId, providerId, undefined);
  }
}

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
