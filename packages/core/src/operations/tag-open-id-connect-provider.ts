import { requestTagKeys } from "../access/context-keys.ts";
import {
  locateProvider,
  onProvider,
  providerTags,
  requireOidcProvider,
} from "../identity/locate-provider.ts";
import { setTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tags } from "./members.ts";
import { providerArn } from "./oidc-members.ts";

export const tagOpenIDConnectProvider = defineOperation({
  name: "TagOpenIDConnectProvider",
  kind: "aws",
  summary:
    "Sets tags on an OpenID Connect provider; a key that is there gets the new value and spelling.",
  readOnly: false,
  input: struct({ openIDConnectProviderArn: providerArn, tags }),
  output: nothing,
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  permissions: ({ input, found }) =>
    onProvider(found, "iam:TagOpenIDConnectProvider").map((one) => ({
      ...one,
      keys: requestTagKeys(input.tags),
    })),
  run: async ({ tx, input, found }) => {
    await setTags(tx, providerTags(requireOidcProvider(found)), input.tags);
    return {};
  },
  record: { request: ["openIDConnectProviderArn", "tags"] },
});
