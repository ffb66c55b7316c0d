import { requestTagKeys } from "../access/context-keys.ts";
import { locateProvider, onProvider, providerTags } from "../identity/locate-provider.ts";
import { requireSamlProvider } from "../identity/saml-provider.ts";
import { setTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tags } from "./members.ts";
import { samlProviderArn } from "./saml-provider-members.ts";

export const tagSAMLProvider = defineOperation({
  name: "TagSAMLProvider",
  kind: "aws",
  summary: "Sets tags on a SAML identity provider.",
  readOnly: false,
  input: struct({ sAMLProviderArn: samlProviderArn, tags }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateProvider(tx, caller, input.sAMLProviderArn, "saml"),
  permissions: ({ input, found }) =>
    onProvider(found, "iam:TagSAMLProvider").map((one) => ({
      ...one,
      keys: requestTagKeys(input.tags),
    })),
  run: async ({ tx, input, found }) => {
    await setTags(tx, providerTags(requireSamlProvider(found)), input.tags);
    return {};
  },
  record: { request: ["sAMLProviderArn", "tags"] },
});
