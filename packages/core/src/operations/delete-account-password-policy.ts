import { refusals } from "../errors.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";

export const deleteAccountPasswordPolicy = defineOperation({
  name: "DeleteAccountPasswordPolicy",
  kind: "aws",
  summary: "Takes the account's password policy away: AWS's default rules hold again.",
  readOnly: false,
  input: struct({}),
  output: nothing,
  freshFactor: true,
  permissions: () => [{ action: "iam:DeleteAccountPasswordPolicy", resource: "*" }],
  run: async ({ tx, caller }) => {
    const deleted = await tx.passwordPolicies.delete(accountOf(caller));
    if (!deleted) throw refusals.noPasswordPolicyToDelete();
    return {};
  },
  record: { request: [] },
});
