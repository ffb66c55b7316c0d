import { requestTagKeys } from "../access/context-keys.ts";
import {
  locateSamlProvider,
  onSamlProvider,
  requireSamlProvider,
  samlProviderTags,
} from "../identity/locate-saml-provider.ts";
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
  locate: ({ tx, caller, input }) => locateSamlProvider(tx, caller, input.sAMLProviderArn),
  permissions: ({ input, found }) => [
    { ...onSamlProvider(found, "iam:TagSAMLProvider"), keys: requestTagKeys(input.tags) },
  ],
  run: async ({ tx, input, found }) => {
    await setTags(tx, samlProviderTags(requireSamlProvider(found)), input.tags);
    return {};
  },
  record: { request: ["sAMLProviderArn", "tags"] },
});
