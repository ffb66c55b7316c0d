import { deniedAmong } from "../access/denied.ts";
import { openJudge } from "../access/judge.ts";
import { currentTrust, trustOf } from "../access/trust.ts";
import { roleArn } from "../caller.ts";
import { refusals } from "../errors.ts";
import { locateRole, onRole, requireRole, roleTags } from "../identity/locate-role.ts";
import { allTags } from "../identity/set-tags.ts";
import { defineOperation, type Permission } from "../operation.ts";
import { boolean, integer, list, optional, struct, texts, timestamp } from "../schema/schema.ts";
import { anyText, tags } from "./members.ts";
import { roleName } from "./role-members.ts";

const changing: readonly Permission["action"][] = [
  "iam:DeleteRole",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "sallyport:RevokeRoleSessions",
];

export const getRoleSummary = defineOperation({
  name: "GetRoleSummary",
  kind: "view",
  summary:
    "What a role's page shows: the role, its trust policy and tags, and what the reader may not do.",
  readOnly: true,
  input: struct({ roleName }),
  output: struct({
    role: struct({
      roleName: anyText,
      roleId: anyText,
      path: anyText,
      arn: anyText,
      createDate: timestamp,
      description: optional(anyText),
      maxSessionDuration: integer(0, 43_200),
      lastUsedAt: optional(timestamp),
    }),
    trustPolicy: anyText,
    trusted: list(anyText),
    asksForMFA: boolean,
    tags,
    /** The reader's own, for the profile that is shown. */
    mfaSerial: optional(anyText),
    endpointUrl: anyText,
    denied: texts,
  }),
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:GetRole", "iam:ListRoleTags"),
  run: async (scope) => {
    const { tx, caller, found, settings } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    const role = requireRole(found);
    const judge = await openJudge({ ...scope, caller });
    const trustPolicy = await currentTrust(tx, role);
    const { principals, asksForMfa } = trustOf(trustPolicy);
    const [device] = await tx.devices.listOf(caller.person);
    return {
      role: {
        roleName: role.name,
        roleId: role.roleId as string,
        path: role.path,
        arn: roleArn(role) as string,
        createDate: role.createdAt,
        description: role.description,
        maxSessionDuration: role.maxSessionSeconds,
        lastUsedAt: role.lastUsed?.at,
      },
      trustPolicy,
      trusted: principals,
      asksForMFA: asksForMfa,
      tags: await allTags(tx, roleTags(role)),
      mfaSerial: device?.serialNumber as string | undefined,
      endpointUrl: settings.publicUrl,
      denied: await deniedAmong(judge, onRole(found, ...changing)),
    };
  },
  record: { request: ["roleName"] },
});
