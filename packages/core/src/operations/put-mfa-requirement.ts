import { decidingOnMfa } from "../access/require-mfa.ts";
import { accountOf } from "../identity/locate.ts";
import { findRequirementGroups } from "../identity/requirement-groups.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";
import { namedGroups, requirementMembers, sinceOf } from "./mfa-requirement-members.ts";

export const putMFARequirement = defineOperation({
  name: "PutMFARequirement",
  kind: "console",
  summary:
    "Switches “Require MFA” on for the account, or changes whom it is for; ends all temporary credentials. Only from a session with MFA.",
  readOnly: false,
  input: struct(requirementMembers),
  output: nothing,
  freshFactor: true,
  permissions: () => [decidingOnMfa("sallyport:PutMFARequirement")],
  run: async ({ tx, caller, input, now }) => {
    const accountId = accountOf(caller);
    const { everyone, required, exempt } = {
      everyone: input.everyone,
      ...(await findRequirementGroups(tx, accountId, namedGroups(input))),
    };
    const former = await tx.mfaRequirements.find(accountId);
    await tx.mfaRequirements.put(
      {
        accountId,
        since: sinceOf(input) ?? former?.since ?? now,
        switchedOnAt: former?.switchedOnAt ?? now,
        graceDays: input.graceDays,
        everyone,
      },
      { required, exempt },
    );
    // Sessions of roles were judged when they were issued: those from before would do without (security rule 20).
    await tx.accounts.raiseEpoch(accountId);
    return {};
  },
  record: { request: ["everyone", "groupNames", "exemptGroupNames", "since", "graceDays"] },
});
