import { accountOf } from "../identity/locate.ts";
import { accountRulesInWords } from "../identity/password-rules.ts";
import { defineOperation } from "../operation.ts";
import { list, oneOf, optional, struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";
import { passwordPolicy, renderPasswordPolicy } from "./password-policy-members.ts";

export const getPasswordRules = defineOperation({
  name: "GetPasswordRules",
  kind: "view",
  summary: "Which password rules the account has, and what they ask of its users in words.",
  readOnly: true,
  input: struct({}),
  output: struct({
    rules: oneOf("default", "custom", "modern"),
    inWords: list(anyText),
    /** The settings of a custom policy. */
    policy: optional(passwordPolicy),
  }),
  permissions: () => [{ action: "iam:GetAccountPasswordPolicy", resource: "*" }],
  run: async ({ tx, caller }) => {
    const policy = await tx.passwordPolicies.find(accountOf(caller));
    return {
      rules: policy?.rules ?? ("default" as const),
      inWords: accountRulesInWords(policy),
      ...(policy?.rules === "custom" && { policy: renderPasswordPolicy(policy) }),
    };
  },
  record: { request: [] },
});
