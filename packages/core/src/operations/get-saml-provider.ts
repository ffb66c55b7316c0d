import { locateProvider, onProvider, providerTags } from "../identity/locate-provider.ts";
import { encryptionModeOf } from "../identity/saml-encryption.ts";
import { requireSaml, requireSamlProvider } from "../identity/saml-provider.ts";
import { allTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, tags } from "./members.ts";
import { encryptionMode, samlProviderArn } from "./saml-provider-members.ts";

export const getSAMLProvider = defineOperation({
  name: "GetSAMLProvider",
  kind: "aws",
  summary:
    "Shows a SAML identity provider: its metadata, when that ends, its tags, and which private keys it has.",
  readOnly: true,
  input: struct({ sAMLProviderArn: samlProviderArn }),
  output: struct({
    sAMLProviderUUID: anyText,
    sAMLMetadataDocument: anyText,
    createDate: timestamp,
    validUntil: optional(timestamp),
    tags: optional(tags),
    assertionEncryptionMode: encryptionMode,
    privateKeyList: optional(list(struct({ keyId: anyText, timestamp }))),
  }),
  locate: ({ tx, caller, input }) => locateProvider(tx, caller, input.sAMLProviderArn, "saml"),
  permissions: ({ found }) => onProvider(found, "iam:GetSAMLProvider"),
  run: async ({ tx, found }) => {
    const provider = requireSamlProvider(found);
    const saml = await requireSaml(tx, provider);
    const { accountId, providerId } = provider;
    const keys = await tx.samlProviders.listPrivateKeys(accountId, providerId);
    const set = await allTags(tx, providerTags(provider));
    return {
      sAMLProviderUUID: saml.uuid,
      sAMLMetadataDocument: saml.document,
      createDate: provider.createdAt,
      validUntil: saml.validUntil,
      ...(set.length > 0 && { tags: set }),
      assertionEncryptionMode: encryptionModeOf(saml),
      ...(keys.length > 0 && {
        privateKeyList: keys.map(({ keyId, createdAt }) => ({ keyId, timestamp: createdAt })),
      }),
    };
  },
  record: { request: ["sAMLProviderArn"] },
});
