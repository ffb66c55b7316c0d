import {
  locateProvider,
  oidcSettings,
  onProvider,
  requireOidcProvider,
} from "../identity/locate-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { providerArn, requireThumbprints, thumbprintList } from "./oidc-members.ts";

export const updateOpenIDConnectProviderThumbprint = defineOperation({
  name: "UpdateOpenIDConnectProviderThumbprint",
  kind: "aws",
  summary:
    "Replaces the thumbprints that are kept of an OpenID Connect provider; its certificate is judged by the authorities that the server trusts.",
  readOnly: false,
  input: struct({ openIDConnectProviderArn: providerArn, thumbprintList }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  permissions: ({ found }) => onProvider(found, "iam:UpdateOpenIDConnectProviderThumbprint"),
  run: async ({ tx, input, found }) => {
    const settings = await oidcSettings(tx, requireOidcProvider(found));
    const thumbprints = requireThumbprints(input.thumbprintList);
    await tx.oidcProviders.update({ ...settings, thumbprints });
    return {};
  },
  record: { request: ["openIDConnectProviderArn", "thumbprintList"] },
});
