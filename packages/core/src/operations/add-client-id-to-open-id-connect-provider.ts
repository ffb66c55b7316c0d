import {
  locateProvider,
  oidcSettings,
  onVouching,
  requireOidcProvider,
} from "../identity/locate-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { clientId, providerArn, requireClientIds } from "./oidc-members.ts";

export const addClientIDToOpenIDConnectProvider = defineOperation({
  name: "AddClientIDToOpenIDConnectProvider",
  kind: "aws",
  summary:
    "Adds an audience that tokens of an OpenID Connect provider may be for; one that is there is no fault.",
  readOnly: false,
  input: struct({ openIDConnectProviderArn: providerArn, clientID: clientId }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  // A public issuer signs for everybody: for an audience of their own they choose what to be signed in with.
  permissions: ({ found }) => onVouching(found, "iam:AddClientIDToOpenIDConnectProvider"),
  run: async ({ tx, input, found }) => {
    const settings = await oidcSettings(tx, requireOidcProvider(found));
    const clientIds = requireClientIds([...settings.clientIds, input.clientID]);
    await tx.oidcProviders.update({ ...settings, clientIds });
    return {};
  },
  record: { request: ["openIDConnectProviderArn", "clientID"] },
});
