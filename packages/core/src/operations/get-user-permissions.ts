import { boundaryOf } from "../access/boundaries.ts";
import { deniedAmong } from "../access/denied.ts";
import { groupHolder, keyedBoundary, locateUserHolder, userHolder } from "../access/holders.ts";
import { openJudge } from "../access/judge.ts";
import {
  boundaryAnswer,
  permissionsAnswer,
  permissionsOf,
  renderAttached,
  viaGroups,
} from "../access/permissions-of.ts";
import { refusals } from "../errors.ts";
import { on, requirePerson } from "../identity/locate.ts";
import { arns } from "../names.ts";
import { defineOperation, type Permission } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { anyText, userName } from "./members.ts";

const changing: readonly Permission["action"][] = [
  "iam:AttachUserPolicy",
  "iam:DeleteUserPermissionsBoundary",
  "iam:DeleteUserPolicy",
  "iam:DetachUserPolicy",
  "iam:PutUserPermissionsBoundary",
  "iam:PutUserPolicy",
];

export const getUserPermissions = defineOperation({
  name: "GetUserPermissions",
  kind: "view",
  summary:
    "Everything that has a say in what a user may do: own policies, those of groups, the boundary.",
  readOnly: true,
  input: struct({ userName }),
  output: struct({
    ...permissionsAnswer,
    viaGroups,
    /** Groups whose policies the reader may not see. */
    hiddenGroups: list(anyText),
    boundary: boundaryAnswer,
  }),
  locate: ({ tx, caller, input }) => locateUserHolder(tx, caller, input.userName),
  permissions: ({ found }) =>
    on(
      found,
      "iam:GetUserPolicy",
      "iam:ListAttachedUserPolicies",
      "iam:ListGroupsForUser",
      "iam:ListUserPolicies",
    ),
  run: async (scope) => {
    const { tx, caller, found } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    const person = requirePerson(found);
    const judge = await openJudge({ ...scope, caller });
    const shown = [];
    const hiddenGroups: string[] = [];
    for (const group of await tx.groups.listOf(person, { after: undefined, limit: 100 })) {
      const resource = arns.group(group.accountId, group.path, group.name);
      const hidden = await deniedAmong(judge, [
        { action: "iam:GetGroupPolicy", resource },
        { action: "iam:ListAttachedGroupPolicies", resource },
      ]);
      if (Object.keys(hidden).length > 0) hiddenGroups.push(group.name);
      else shown.push({ groupName: group.name, ...(await permissionsOf(tx, groupHolder(group))) });
    }
    const boundary = await boundaryOf(tx, userHolder(person));
    return {
      ...(await permissionsOf(tx, userHolder(person))),
      viaGroups: shown,
      hiddenGroups,
      ...(boundary !== undefined && { boundary: renderAttached(boundary) }),
      denied: await deniedAmong(
        judge,
        changing.flatMap((action) => keyedBoundary(found, action)),
      ),
    };
  },
  record: { request: ["userName"] },
});
