import {
  locateProvider,
  oidcSettings,
  onProvider,
  requireOidcProvider,
} from "../identity/locate-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { clientId, providerArn } from "./oidc-members.ts";

export const removeClientIDFromOpenIDConnectProvider = defineOperation({
  name: "RemoveClientIDFromOpenIDConnectProvider",
  kind: "aws",
  summary:
    "Removes an audience that tokens of an OpenID Connect provider may be for; one that is not there is no fault.",
  readOnly: false,
  input: struct({ openIDConnectProviderArn: providerArn, clientID: clientId }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  permissions: ({ found }) => onProvider(found, "iam:RemoveClientIDFromOpenIDConnectProvider"),
  run: async ({ tx, input, found }) => {
    const settings = await oidcSettings(tx, requireOidcProvider(found));
    const clientIds = settings.clientIds.filter((each) => each !== input.clientID);
    await tx.oidcProviders.update({ ...settings, clientIds });
    return {};
  },
  record: { request: ["openIDConnectProviderArn", "clientID"] },
});
