import { IamError } from "../errors.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { accountAlias, nothing } from "./members.ts";

export const createAccountAlias = defineOperation({
  name: "CreateAccountAlias",
  kind: "aws",
  summary: "Gives the account a name for its sign-in address, replacing an earlier one.",
  readOnly: false,
  input: struct({ accountAlias }),
  output: nothing,
  permissions: () => [{ action: "iam:CreateAccountAlias", resource: "*" }],
  run: async ({ tx, caller, input }) => {
    if (!(await tx.accounts.setAlias(accountOf(caller), input.accountAlias))) {
      const message = `The account alias ${input.accountAlias} already exists.`;
      throw new IamError("EntityAlreadyExists", message, {
        fields: [
          { name: "accountAlias", message: "Another account has this alias. Choose another." },
        ],
      });
    }
    return {};
  },
  record: { request: ["accountAlias"] },
});
