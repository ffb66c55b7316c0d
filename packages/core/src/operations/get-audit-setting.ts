import { accountOf, requireAccount } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { boolean, struct } from "../schema/schema.ts";

export const getAuditSetting = defineOperation({
  name: "GetAuditSetting",
  kind: "view",
  summary: "Whether the account's audit trail has its successful reads too.",
  readOnly: true,
  input: struct({}),
  output: struct({ recordReads: boolean }),
  permissions: () => [{ action: "sallyport:GetAuditSetting", resource: "*" }],
  run: async ({ tx, caller }) => {
    const { recordsReads } = await requireAccount(tx, accountOf(caller));
    return { recordReads: recordsReads };
  },
  record: { request: [] },
});
