import { deniedAmong } from "../access/denied.ts";
import { keyedBoundary, locateRoleHolder, roleHolder } from "../access/holders.ts";
import { openJudge } from "../access/judge.ts";
import {
  boundaryAnswer,
  permissionsAnswer,
  permissionsOf,
  renderAttached,
} from "../access/permissions-of.ts";
import { refusals } from "../errors.ts";
import { onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation, type Permission } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { roleName } from "./role-members.ts";

const changing: readonly Permission["action"][] = [
  "iam:AttachRolePolicy",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
];

export const getRolePermissions = defineOperation({
  name: "GetRolePermissions",
  kind: "view",
  summary:
    "The policies of a role, attached and inline, its boundary, and what the reader may not change.",
  readOnly: true,
  input: struct({ roleName }),
  output: struct({ ...permissionsAnswer, boundary: boundaryAnswer }),
  locate: ({ tx, caller, input }) => locateRoleHolder(tx, caller, input.roleName),
  permissions: ({ found }) =>
    onRole(found, "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"),
  run: async (scope) => {
    const { tx, caller, found } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    const holder = roleHolder(requireRole(found));
    const judge = await openJudge({ ...scope, caller });
    return {
      ...(await permissionsOf(tx, holder)),
      ...(found.boundary !== undefined && { boundary: renderAttached(found.boundary) }),
      denied: await deniedAmong(
        judge,
        changing.flatMap((action) => keyedBoundary(found, action)),
      ),
    };
  },
  record: { request: ["roleName"] },
});
