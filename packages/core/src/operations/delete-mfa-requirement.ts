import { decidingOnMfa } from "../access/require-mfa.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";

export const deleteMFARequirement = defineOperation({
  name: "DeleteMFARequirement",
  kind: "console",
  summary: "Switches “Require MFA” off; doing it twice is no fault. Only from a session with MFA.",
  readOnly: false,
  input: struct({}),
  output: nothing,
  freshFactor: true,
  permissions: () => [decidingOnMfa("sallyport:DeleteMFARequirement")],
  run: async ({ tx, caller }) => {
    await tx.mfaRequirements.delete(accountOf(caller));
    return {};
  },
  record: { request: [] },
});
