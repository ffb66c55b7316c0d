import { refusals } from "../errors.ts";
import { locateProvider, onProvider } from "../identity/locate-provider.ts";
import { defineOperation } from "../operation.ts";
import { boolean, integer, list, struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";
import { renderMfaRule } from "./mfa-rule-members.ts";
import { providerArn } from "./oidc-members.ts";

export const getIdentityProviderMFARule = defineOperation({
  name: "GetIdentityProviderMFARule",
  kind: "view",
  summary:
    "What an identity provider, of either kind, must say for a second factor to count; nothing counts where its lists are empty.",
  readOnly: true,
  input: struct({ providerArn }),
  output: struct({
    amrValues: list(anyText),
    acrValues: list(anyText),
    maxAuthenticationAgeSeconds: integer(0, 86_400),
    exempt: boolean,
  }),
  locate: ({ tx, caller, input }) => locateProvider(tx, caller, input.providerArn),
  permissions: ({ found }) => onProvider(found, "sallyport:GetIdentityProviderMFARule"),
  run: async ({ found }) => {
    if (found.provider === undefined) throw refusals.noSuchProvider(found.arn);
    return renderMfaRule(found.provider.mfaRule);
  },
  record: { request: ["providerArn"] },
});
