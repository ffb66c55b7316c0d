import { listAttached, roleHolder } from "../access/holders.ts";
import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { page, pageEnd, pathPrefix } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { attachedPolicies } from "./policy-members.ts";
import { roleName } from "./role-members.ts";

export const listAttachedRolePolicies = defineOperation({
  name: "ListAttachedRolePolicies",
  kind: "aws",
  summary: "Lists the managed policies that are attached to a role.",
  readOnly: true,
  input: struct({ roleName, pathPrefix: optional(pathPrefix), ...page }),
  output: struct({ attachedPolicies, ...pageEnd }),
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:ListAttachedRolePolicies"),
  run: async (scope) => {
    const holder = roleHolder(requireRole(scope.found));
    const listName = `ListAttachedRolePolicies ${holder.id}`;
    const request = pageRequest(scope, listName);
    const rows = await listAttached(scope.tx, holder, scope.input.pathPrefix ?? "/", request);
    const { items, end } = pageOf(scope, listName, rows, ({ policyArn }) => policyArn);
    return { attachedPolicies: items, ...end };
  },
  record: { request: ["roleName"] },
});
