import {
  locateProvider,
  oidcSettings,
  onProvider,
  providerTags,
  requireOidcProvider,
} from "../identity/locate-provider.ts";
import { allTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, tags } from "./members.ts";
import { providerArn } from "./oidc-members.ts";

export const getOpenIDConnectProvider = defineOperation({
  name: "GetOpenIDConnectProvider",
  kind: "aws",
  summary: "Shows an OpenID Connect provider: its issuer, audiences, thumbprints and tags.",
  readOnly: true,
  input: struct({ openIDConnectProviderArn: providerArn }),
  output: struct({
    /** Without its scheme, as AWS shows it. */
    url: anyText,
    clientIDList: list(anyText),
    thumbprintList: list(anyText),
    createDate: timestamp,
    tags: optional(tags),
  }),
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  permissions: ({ found }) => onProvider(found, "iam:GetOpenIDConnectProvider"),
  run: async ({ tx, found }) => {
    const provider = requireOidcProvider(found);
    const { clientIds, thumbprints } = await oidcSettings(tx, provider);
    const set = await allTags(tx, providerTags(provider));
    return {
      url: provider.name,
      clientIDList: clientIds,
      thumbprintList: thumbprints,
      createDate: provider.createdAt,
      ...(set.length > 0 && { tags: set }),
    };
  },
  record: { request: ["openIDConnectProviderArn"] },
});
