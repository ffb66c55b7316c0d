import { IamError } from "../errors.ts";
import { locateProvider, onProvider } from "../identity/locate-provider.ts";
import { deleteProviderRow } from "../identity/remove-provider.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { providerArn } from "./oidc-members.ts";

export const deleteOpenIDConnectProvider = defineOperation({
  name: "DeleteOpenIDConnectProvider",
  kind: "aws",
  summary:
    "Deletes an OpenID Connect provider; the sessions that its tokens were exchanged for end.",
  readOnly: false,
  input: struct({ openIDConnectProviderArn: providerArn }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) =>
    locateProvider(tx, caller, input.openIDConnectProviderArn, "oidc"),
  permissions: ({ found }) => onProvider(found, "iam:DeleteOpenIDConnectProvider"),
  run: async ({ tx, found }) => {
    const { provider } = found;
    // AWS's manual calls this idempotent; AWS itself refuses it, and in words of its own.
    if (provider === undefined)
      throw new IamError("NoSuchEntity", "OpenId connect Provider ARN cannot be found.");
    await tx.oidcProviders.delete(provider.accountId, provider.providerId);
    await deleteProviderRow(tx, provider);
    return {};
  },
  record: { request: ["openIDConnectProviderArn"] },
});
