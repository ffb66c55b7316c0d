import { listAttached, userHolder } from "../access/holders.ts";
import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { page, pageEnd, pathPrefix, userName64 } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { attachedPolicies } from "./policy-members.ts";

export const listAttachedUserPolicies = defineOperation({
  name: "ListAttachedUserPolicies",
  kind: "aws",
  summary: "Lists the managed policies that are attached to a user.",
  readOnly: true,
  input: struct({ userName: userName64, pathPrefix: optional(pathPrefix), ...page }),
  output: struct({ attachedPolicies, ...pageEnd }),
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListAttachedUserPolicies"),
  run: async (scope) => {
    const holder = userHolder(requirePerson(scope.found));
    const listName = `ListAttachedUserPolicies ${holder.id}`;
    const request = pageRequest(scope, listName);
    const rows = await listAttached(scope.tx, holder, scope.input.pathPrefix ?? "/", request);
    const { items, end } = pageOf(scope, listName, rows, ({ policyArn }) => policyArn);
    return { attachedPolicies: items, ...end };
  },
  record: { request: ["userName"] },
});
