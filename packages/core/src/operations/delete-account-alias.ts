import { IamError } from "../errors.ts";
import { accountOf, requireAccount } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { accountAlias, nothing } from "./members.ts";

export const deleteAccountAlias = defineOperation({
  name: "DeleteAccountAlias",
  kind: "aws",
  summary: "Takes the account's alias away; the account id goes on working.",
  readOnly: false,
  input: struct({ accountAlias }),
  output: nothing,
  permissions: () => [{ action: "iam:DeleteAccountAlias", resource: "*" }],
  run: async ({ tx, caller, input }) => {
    const account = await requireAccount(tx, accountOf(caller));
    if (account.alias !== input.accountAlias) {
      throw new IamError(
        "NoSuchEntity",
        `The Account Alias with name ${input.accountAlias} cannot be found.`,
      );
    }
    await tx.accounts.setAlias(account.accountId, undefined);
    return {};
  },
  record: { request: ["accountAlias"] },
});
