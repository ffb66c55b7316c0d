import { refusals } from "../errors.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { passwordPolicy, renderPasswordPolicy } from "./password-policy-members.ts";

/** The modern rules are told as a policy that whoever makes passwords can follow: 15 characters are enough for everybody. */
export const getAccountPasswordPolicy = defineOperation({
  name: "GetAccountPasswordPolicy",
  kind: "aws",
  summary: "Shows the account's password policy, where one was set.",
  readOnly: true,
  input: struct({}),
  output: struct({ passwordPolicy }),
  permissions: () => [{ action: "iam:GetAccountPasswordPolicy", resource: "*" }],
  run: async ({ tx, caller }) => {
    const accountId = accountOf(caller);
    const policy = await tx.passwordPolicies.find(accountId);
    if (policy === undefined) throw refusals.noPasswordPolicy(accountId);
    return { passwordPolicy: renderPasswordPolicy(policy) };
  },
  record: { request: [] },
});
