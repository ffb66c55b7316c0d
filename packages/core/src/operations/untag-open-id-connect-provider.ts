import {
  locateProvider,
  onProvider,
  providerTags,
  requireOidcProvider,
} from "../identity/locate-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tagKeys } from "./members.ts";
import { providerArn } from "./oidc-members.ts";

export const untagOpenIDConnectProvider = defineOperation({
  name: "UntagOpenIDConnectProvider",
  kind: "aws",
  summary: "Removes tags from an OpenID Connect provider; keys that are not there are no fault.",
  readOnly: false,
  input: struct({ openIDConnectProviderArn: providerArn, tagKeys }),
  output: nothing,
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  permissions: ({ input, found }) =>
    onProvider(found, "iam:UntagOpenIDConnectProvider").map((one) => ({
      ...one,
      keys: { "aws:TagKeys": input.tagKeys },
    })),
  run: async ({ tx, input, found }) => {
    await tx.tags.remove(providerTags(requireOidcProvider(found)), input.tagKeys);
    return {};
  },
  record: { request: ["openIDConnectProviderArn", "tagKeys"] },
});
