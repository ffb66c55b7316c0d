import { refusals } from "../errors.ts";
import { locateProvider, onProvider } from "../identity/locate-provider.ts";
import { coversRule } from "../mfa/upstream.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { mfaRuleMembers, readMfaRule } from "./mfa-rule-members.ts";
import { providerArn } from "./oidc-members.ts";

export const putIdentityProviderMFARule = defineOperation({
  name: "PutIdentityProviderMFARule",
  kind: "console",
  summary:
    "Sets what an identity provider, of either kind, must say for a second factor to count; a narrower rule ends its sessions. Only from a session with MFA.",
  readOnly: false,
  input: struct({ providerArn, ...mfaRuleMembers }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateProvider(tx, caller, input.providerArn),
  // Else a password alone would decide what makes up for a second factor.
  permissions: ({ found }) =>
    onProvider(found, "sallyport:PutIdentityProviderMFARule").map((one) => ({
      ...one,
      freshFactor: "always",
    })),
  run: async ({ tx, input, found }) => {
    const { provider } = found;
    if (provider === undefined) throw refusals.noSuchProvider(found.arn);
    const rule = readMfaRule(input);
    const { accountId, providerId, mfaRule: former } = provider;
    await tx.identityProviders.setMfaRule(accountId, providerId, rule);
    // Sessions that rest on what counts no longer are not to outlive it.
    if (!coversRule(former, rule)) await tx.identityProviders.raiseEpoch(accountId, providerId);
    return {};
  },
  record: {
    request: ["providerArn", "amrValues", "acrValues", "maxAuthenticationAgeSeconds", "exempt"],
  },
});
