import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { passwordPolicySettings } from "./password-policy-members.ts";

/** Replaces all of the policy: a setting that is left out takes AWS's value for that, whatever it was before. */
export const updateAccountPasswordPolicy = defineOperation({
  name: "UpdateAccountPasswordPolicy",
  kind: "aws",
  summary: "Sets the account's password policy, all of it: what is left out is not asked any more.",
  readOnly: false,
  input: struct(passwordPolicySettings),
  output: nothing,
  freshFactor: true,
  permissions: () => [{ action: "iam:UpdateAccountPasswordPolicy", resource: "*" }],
  run: async ({ tx, caller, input }) => {
    await tx.passwordPolicies.put({
      accountId: accountOf(caller),
      rules: "custom",
      minimumLength: input.minimumPasswordLength ?? 6,
      requireSymbols: input.requireSymbols ?? false,
      requireNumbers: input.requireNumbers ?? false,
      requireUppercase: input.requireUppercaseCharacters ?? false,
      requireLowercase: input.requireLowercaseCharacters ?? false,
      usersChangeOwn: input.allowUsersToChangePassword ?? false,
      maxAgeDays: input.maxPasswordAge,
      remembered: input.passwordReusePrevention,
      hardExpiry: input.hardExpiry,
    });
    return {};
  },
  record: {
    request: [
      "minimumPasswordLength",
      "requireSymbols",
      "requireNumbers",
      "requireUppercaseCharacters",
      "requireLowercaseCharacters",
      "allowUsersToChangePassword",
      "maxPasswordAge",
      "passwordReusePrevention",
      "hardExpiry",
    ],
  },
});
