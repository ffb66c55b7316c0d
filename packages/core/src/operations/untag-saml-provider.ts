import {
  locateSamlProvider,
  onSamlProvider,
  requireSamlProvider,
  samlProviderTags,
} from "../identity/locate-saml-provider.ts";
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
  locate: ({ tx, caller, input }) => locateSamlProvider(tx, caller, input.sAMLProviderArn),
  permissions: ({ input, found }) => [
    { ...onSamlProvider(found, "iam:UntagSAMLProvider"), keys: { "aws:TagKeys": input.tagKeys } },
  ],
  run: async ({ tx, input, found }) => {
    await tx.tags.remove(samlProviderTags(requireSamlProvider(found)), input.tagKeys);
    return {};
  },
  record: { request: ["sAMLProviderArn", "tagKeys"] },
});
