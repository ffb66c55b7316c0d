import { accountOf } from "../identity/locate.ts";
import { arns, rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { accountName, nothing } from "./members.ts";

export const updateAccountName = defineOperation({
  name: "UpdateAccountName",
  kind: "console",
  summary: "Changes the account's name; the root user alone may.",
  readOnly: false,
  input: struct({ accountName }),
  output: nothing,
  permissions: ({ caller }) => {
    const accountId = accountOf(caller);
    return [
      {
        action: "sallyport:UpdateAccountName",
        resource: arns.root(accountId),
        owner: rootPersonId(accountId),
      },
    ];
  },
  run: async ({ tx, caller, input }) => {
    await tx.accounts.rename(accountOf(caller), input.accountName);
    return {};
  },
  record: { request: ["accountName"] },
});
