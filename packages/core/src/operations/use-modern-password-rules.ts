import { accountOf } from "../identity/locate.ts";
import { modernLength } from "../identity/password-rules.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";

/** NIST SP 800-63B-4 §3.1.1.2 in place of AWS's settings: length and a second factor, no kinds of characters and no expiry. */
export const useModernPasswordRules = defineOperation({
  name: "UseModernPasswordRules",
  kind: "console",
  summary:
    "Asks for 15 characters of whoever has no MFA device and 8 of whoever has one, and for nothing else.",
  readOnly: false,
  input: struct({}),
  output: nothing,
  freshFactor: true,
  permissions: () => [{ action: "iam:UpdateAccountPasswordPolicy", resource: "*" }],
  run: async ({ tx, caller }) => {
    await tx.passwordPolicies.put({
      accountId: accountOf(caller),
      rules: "modern",
      minimumLength: modernLength.alone,
      requireSymbols: false,
      requireNumbers: false,
      requireUppercase: false,
      requireLowercase: false,
      usersChangeOwn: true,
      maxAgeDays: undefined,
      remembered: undefined,
      hardExpiry: undefined,
    });
    return {};
  },
  record: { request: [] },
});
