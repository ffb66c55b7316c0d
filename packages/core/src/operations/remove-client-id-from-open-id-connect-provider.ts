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
    "Removes an audience that tokens of an OpenID Connect provider may be for, and ends the provider's sessions; one that is not there is no fault.",
  readOnly: false,
  input: struct({ openIDConnectProviderArn: providerArn, clientID: clientId }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  permissions: ({ found }) => onProvider(found, "iam:RemoveClientIDFromOpenIDConnectProvider"),
  run: async ({ tx, input, found }) => {
    const provider = requireOidcProvider(found);
    const settings = await oidcSettings(tx, provider);
    const clientIds = settings.clientIds.filter((each) => each !== input.clientID);
    if (clientIds.length === settings.clientIds.length) return {};
    await tx.oidcProviders.update({ ...settings, clientIds });
    // Whoever removes a lost client wants its people out. Which sessions came by it no row says: all of the provider's end.
    await tx.identityProviders.raiseEpoch(provider.accountId, provider.providerId);
    return {};
  },
  record: { request: ["openIDConnectProviderArn", "clientID"] },
});
