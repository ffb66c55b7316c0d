import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { boolean, integer, list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText } from "./members.ts";

export const getMFARequirement = defineOperation({
  name: "GetMFARequirement",
  kind: "view",
  summary:
    "Whether the account requires MFA, from when on, of whom, and with how many days of grace.",
  readOnly: true,
  input: struct({}),
  output: struct({
    /** Absent where MFA is not required. */
    requirement: optional(
      struct({
        since: timestamp,
        graceDays: integer(0, 1000),
        everyone: boolean,
      }),
    ),
    groupNames: list(anyText),
    exemptGroupNames: list(anyText),
  }),
  permissions: () => [{ action: "sallyport:GetMFARequirement", resource: "*" }],
  run: async ({ tx, caller }) => {
    const accountId = accountOf(caller);
    const found = await tx.mfaRequirements.find(accountId);
    const groups = await tx.mfaRequirements.groupsOf(accountId);
    const named = (wanted: "required" | "exempt") =>
      groups.filter(({ purpose }) => purpose === wanted).map(({ name }) => name);
    return {
      ...(found && {
        requirement: {
          since: found.since,
          graceDays: found.graceDays,
          everyone: found.everyone,
        },
      }),
      groupNames: named("required"),
      exemptGroupNames: named("exempt"),
    };
  },
  record: { request: [] },
});
