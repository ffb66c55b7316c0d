import { locateProvider, onProvider, providerTags } from "../identity/locate-provider.ts";
import { requireSamlProvider } from "../identity/saml-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tagKeys } from "./members.ts";
import { samlProviderArn } from "./saml-provider-members.ts";

export const untagSAMLProvider = defineOperation({
  name: "UntagSAMLProvider",
  kind: "aws",
  summary: "Removes tags from a SAML identity provider; keys that are not there are no fault.",
  readOnly: false,
  input: struct({ sAMLProviderArn: samlProviderArn, tagKeys }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateProvider(tx, caller, input.sAMLProviderArn, "saml"),
  permissions: ({ input, found }) =>
    onProvider(found, "iam:UntagSAMLProvider").map((one) => ({
      ...one,
      keys: { "aws:TagKeys": input.tagKeys },
    })),
  run: async ({ tx, input, found }) => {
    await tx.tags.remove(providerTags(requireSamlProvider(found)), input.tagKeys);
    return {};
  },
  record: { request: ["sAMLProviderArn", "tagKeys"] },
});
