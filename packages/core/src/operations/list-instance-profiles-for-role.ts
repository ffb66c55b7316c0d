import { locateRole, onRole, requireRole } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { list, struct, timestamp } from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { role, roleName } from "./role-members.ts";

const instanceProfile = struct({
  path: anyText,
  instanceProfileName: anyText,
  instanceProfileId: anyText,
  arn: anyText,
  createDate: timestamp,
  roles: list(role),
});

/** Programs ask before they delete a role. Without machines to give roles to there is never one. */
export const listInstanceProfilesForRole = defineOperation({
  name: "ListInstanceProfilesForRole",
  kind: "aws",
  summary: "Lists the instance profiles that a role is in: there are none here.",
  readOnly: true,
  input: struct({ roleName, ...page }),
  output: struct({ instanceProfiles: list(instanceProfile), ...pageEnd }),
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:ListInstanceProfilesForRole"),
  run: async ({ found }) => {
    requireRole(found);
    return { instanceProfiles: [], isTruncated: false };
  },
  record: { request: ["roleName"] },
});
