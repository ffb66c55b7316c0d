import { accountOf, requireAccount } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";

export const listAccountAliases = defineOperation({
  name: "ListAccountAliases",
  kind: "aws",
  summary: "Lists the account's alias, if it has one.",
  readOnly: true,
  input: struct({ ...page }),
  output: struct({ accountAliases: list(anyText), ...pageEnd }),
  permissions: () => [{ action: "iam:ListAccountAliases", resource: "*" }],
  run: async ({ tx, caller }) => {
    const { alias } = await requireAccount(tx, accountOf(caller));
    return { accountAliases: alias === undefined ? [] : [alias], isTruncated: false };
  },
  record: { request: [] },
});
