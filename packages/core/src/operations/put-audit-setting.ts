import { accountOf, requireAccount } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { boolean, struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";

export const putAuditSetting = defineOperation({
  name: "PutAuditSetting",
  kind: "console",
  summary:
    "Says whether successful reads are recorded too: changes, refusals and sign-ins always are. Every server goes by it within seconds.",
  readOnly: false,
  input: struct({ recordReads: boolean }),
  output: nothing,
  permissions: () => [{ action: "sallyport:PutAuditSetting", resource: "*" }],
  run: async ({ tx, caller, input, trail }) => {
    const { accountId, recordsReads } = await requireAccount(tx, accountOf(caller));
    trail.additional = { formerRecordReads: String(recordsReads) };
    if (recordsReads !== input.recordReads)
      await tx.accounts.setRecordsReads(accountId, input.recordReads);
    return {};
  },
  record: { request: ["recordReads"] },
});
