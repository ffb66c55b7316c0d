import { deniedAmong } from "../access/denied.ts";
import { groupHolder } from "../access/holders.ts";
import { openJudge } from "../access/judge.ts";
import { permissionsAnswer, permissionsOf } from "../access/permissions-of.ts";
import { refusals } from "../errors.ts";
import { locateGroup, requireGroup } from "../identity/locate.ts";
import { defineOperation, type Permission } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName } from "./members.ts";

const reading: readonly Permission["action"][] = [
  "iam:GetGroupPolicy",
  "iam:ListAttachedGroupPolicies",
  "iam:ListGroupPolicies",
];

const changing: readonly Permission["action"][] = [
  "iam:AttachGroupPolicy",
  "iam:DeleteGroupPolicy",
  "iam:DetachGroupPolicy",
  "iam:PutGroupPolicy",
];

export const getGroupPermissions = defineOperation({
  name: "GetGroupPermissions",
  kind: "view",
  summary: "The policies of a group, attached and inline, and what the reader may not change.",
  readOnly: true,
  input: struct({ groupName }),
  output: struct(permissionsAnswer),
  locate: ({ tx, caller, input }) => locateGroup(tx, caller, input.groupName),
  permissions: ({ found }) => reading.map((action) => ({ action, resource: found.arn })),
  run: async (scope) => {
    const { tx, caller, found } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    const group = requireGroup(found);
    const judge = await openJudge({ ...scope, caller });
    return {
      ...(await permissionsOf(tx, groupHolder(group))),
      denied: await deniedAmong(
        judge,
        changing.map((action) => ({ action, resource: found.arn })),
      ),
    };
  },
  record: { request: ["groupName"] },
});
