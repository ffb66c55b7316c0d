import { locateProvider, onProvider, providerTags } from "../identity/locate-provider.ts";
import { requireSamlProvider } from "../identity/saml-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { samlProviderArn } from "./saml-provider-members.ts";

export const deleteSAMLProvider = defineOperation({
  name: "DeleteSAMLProvider",
  kind: "aws",
  summary: "Deletes a SAML identity provider; the sessions that it vouched for end.",
  readOnly: false,
  input: struct({ sAMLProviderArn: samlProviderArn }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateProvider(tx, caller, input.sAMLProviderArn, "saml"),
  permissions: ({ found }) => onProvider(found, "iam:DeleteSAMLProvider"),
  run: async ({ tx, found }) => {
    const provider = requireSamlProvider(found);
    const { accountId, providerId } = provider;
    await tx.tags.removeAll(providerTags(provider));
    await tx.samlProviders.delete(accountId, providerId);
    await tx.identityProviders.delete(accountId, providerId);
    return {};
  },
  record: { request: ["sAMLProviderArn"] },
});
