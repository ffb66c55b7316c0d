import { requestTagKeys } from "../access/context-keys.ts";
import { providerArn } from "../caller.ts";
import { refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { accountOf } from "../identity/locate.ts";
import { providerTags } from "../identity/locate-provider.ts";
import { addedInShort, changeEncryption, sealPrivateKey } from "../identity/saml-encryption.ts";
import { metadataInShort, readSamlMetadata } from "../identity/saml-metadata.ts";
import { setTags } from "../identity/set-tags.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import type { IdentityProviderRecord } from "../records.ts";
import { optional, struct } from "../schema/schema.ts";
import { anyText, tags } from "./members.ts";
import {
  encryptionMembers,
  samlMetadataDocument,
  samlProviderName,
} from "./saml-provider-members.ts";

export const createSAMLProvider = defineOperation({
  name: "CreateSAMLProvider",
  kind: "aws",
  summary:
    "Makes a SAML identity provider of its metadata, with a private key where its assertions are encrypted.",
  readOnly: false,
  input: struct({
    sAMLMetadataDocument: samlMetadataDocument,
    name: samlProviderName,
    tags: optional(tags),
    ...encryptionMembers,
  }),
  output: struct({ sAMLProviderArn: anyText, tags: optional(tags) }),
  freshFactor: true,
  permissions: ({ caller, input }) => {
    const resource = arns.samlProvider(accountOf(caller), input.name);
    const target = { resource, keys: requestTagKeys(input.tags) };
    return [
      { action: "iam:CreateSAMLProvider", ...target },
      ...((input.tags ?? []).length > 0
        ? [{ action: "iam:TagSAMLProvider", ...target } as const]
        : []),
    ];
  },
  prepare: async ({ ports, input }) => {
    const metadata = readSamlMetadata(ports, input.sAMLMetadataDocument);
    return { metadata, added: sealPrivateKey(ports, input.addPrivateKey) };
  },
  run: async ({ tx, caller, input, ports, prepared, settings, now, trail }) => {
    const provider: IdentityProviderRecord = {
      accountId: accountOf(caller),
      providerId: newIds.provider(ports.random),
      kind: "saml",
      name: input.name,
      createdAt: now,
      epoch: 0,
      mfaRule: undefined,
    };
    const { accountId, providerId } = provider;
    const { metadata, added } = prepared;
    trail.additional = { ...metadataInShort(metadata), ...addedInShort(added) };
    if (!(await tx.identityProviders.insert(provider))) {
      throw refusals.samlProviderExists(input.name);
    }
    const { samlProvidersPerAccount: most } = settings.quotas;
    if ((await tx.identityProviders.list(accountId, "saml")).length > most) {
      throw refusals.overQuota("SAMLProvidersPerAccount", most);
    }
    await tx.samlProviders.insert({
      accountId,
      providerId,
      uuid: newIds.uuid(ports.random),
      document: input.sAMLMetadataDocument,
      encryptionRequired: false,
      ...metadata,
    });
    await changeEncryption(tx, provider, {
      mode: input.assertionEncryptionMode,
      added,
      removed: undefined,
      now,
    });
    await setTags(tx, providerTags(provider), input.tags ?? []);
    return {
      sAMLProviderArn: providerArn(provider),
      ...((input.tags ?? []).length > 0 && { tags: input.tags }),
    };
  },
  record: {
    request: ["name", "tags", "assertionEncryptionMode"],
    response: ["sAMLProviderArn"],
  },
});
