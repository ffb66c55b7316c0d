import { defineOperation } from "../operation.ts";
import { list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listAccounts = defineOperation({
  name: "ListAccounts",
  kind: "operator",
  summary: "Lists the installation's accounts by id, from the command line.",
  readOnly: true,
  callers: ["operator"],
  input: struct({ ...page }),
  output: struct({
    accounts: list(
      struct({
        accountId: anyText,
        accountName: anyText,
        email: anyText,
        accountAlias: optional(anyText),
        createDate: timestamp,
      }),
    ),
    ...pageEnd,
  }),
  permissions: () => [],
  run: async (scope) => {
    const rows = await scope.tx.accounts.list(pageRequest(scope, "ListAccounts"));
    const { items, end } = pageOf(scope, "ListAccounts", rows, ({ accountId }) => accountId);
    return {
      accounts: items.map((account) => ({
        accountId: account.accountId as string,
        accountName: account.name,
        email: account.email,
        accountAlias: account.alias,
        createDate: account.createdAt,
      })),
      ...end,
    };
  },
  record: { request: [] },
});
