import { deniedAmong } from "../access/denied.ts";
import { userHolder } from "../access/holders.ts";
import { openJudge } from "../access/judge.ts";
import { refusals } from "../errors.ts";
import { locateUser, on, requireAccount, requirePerson } from "../identity/locate.ts";
import { allTags } from "../identity/set-tags.ts";
import { signInUrl } from "../identity/sign-in-url.ts";
import { areCodesClosed } from "../mfa/codes-closed.ts";
import { defineOperation, type Permission } from "../operation.ts";
import type { HeldPolicyRecord } from "../records.ts";
import { boolean, integer, list, optional, struct, texts, timestamp } from "../schema/schema.ts";
import { keyActions } from "./key-actions.ts";
import { accessKeyDetail, anyText, deviceDetail, group, tags, user, userName } from "./members.ts";
import { renderDevices, renderGroup, renderKeyDetail, renderUser } from "./render.ts";

const userActions: readonly Permission["action"][] = [
  "iam:AddUserToGroup",
  "iam:CreateLoginProfile",
  "iam:DeactivateMFADevice",
  "iam:DeleteLoginProfile",
  "iam:DeleteUser",
  "iam:EnableMFADevice",
  "iam:RemoveUserFromGroup",
  "iam:ResyncMFADevice",
  "iam:TagUser",
  "iam:UntagUser",
  "iam:UpdateLoginProfile",
  "iam:UpdateUser",
  ...keyActions,
  "sallyport:ListUserVaultDevices",
  "sallyport:RemoveUserVaultDevice",
  "sallyport:RevokeUserSessions",
];

export const getUserSummary = defineOperation({
  name: "GetUserSummary",
  kind: "view",
  summary:
    "What a user's page shows: the user, groups, tags, credentials, and what the reader may not do.",
  readOnly: true,
  input: struct({ userName }),
  output: struct({
    user,
    groups: list(group),
    tags,
    loginProfile: optional(
      struct({
        createDate: timestamp,
        changedAt: timestamp,
        passwordResetRequired: boolean,
        lastUsedAt: optional(timestamp),
      }),
    ),
    mfaDevices: list(deviceDetail),
    accessKeys: list(accessKeyDetail),
    keyQuota: integer(0, 1000),
    signInUrl: anyText,
    isSelf: boolean,
    permissionsFrom: list(anyText),
    codesClosed: boolean,
    denied: texts,
  }),
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) =>
    on(
      found,
      "iam:GetUser",
      "iam:ListGroupsForUser",
      "iam:ListUserTags",
      "iam:GetLoginProfile",
      "iam:ListMFADevices",
      "iam:ListAccessKeys",
    ),
  run: async (scope) => {
    const { tx, caller, found, settings } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    const person = requirePerson(found);
    const { accountId, personId } = person;
    const profile = await tx.loginProfiles.find(person);
    const judge = await openJudge({ ...scope, caller });
    const isSelf = caller.person.personId === personId;
    const hidden = await deniedAmong(
      judge,
      on(found, "iam:ListAttachedUserPolicies", "iam:ListUserPolicies"),
    );
    const denied = await deniedAmong(judge, on(found, ...userActions));
    const seesPolicies = isSelf || Object.keys(hidden).length === 0;
    const set = await allTags(tx, { accountId, kind: "user", id: personId });
    return {
      user: renderUser(person, set),
      groups: (await tx.groups.listOf(person, { after: undefined, limit: 100 })).map(renderGroup),
      tags: set,
      ...(profile && {
        loginProfile: {
          createDate: profile.createdAt,
          changedAt: profile.changedAt,
          passwordResetRequired: profile.resetRequired,
          lastUsedAt: person.passwordLastUsedAt,
        },
      }),
      mfaDevices: renderDevices(await tx.devices.listOf(person)),
      accessKeys: (await tx.accessKeys.listOf(person)).map((key) =>
        renderKeyDetail(key, denied["iam:GetAccessKeyLastUsed"] === undefined),
      ),
      keyQuota: settings.quotas.accessKeysPerPerson,
      signInUrl: signInUrl(settings, await requireAccount(tx, accountId)),
      isSelf,
      permissionsFrom: permissionsInWords(
        seesPolicies ? await tx.policyUses.heldBy(userHolder(person)) : [],
      ),
      codesClosed: await areCodesClosed(tx, person),
      denied,
    };
  },
  record: { request: ["userName"] },
});

function permissionsInWords(held: readonly HeldPolicyRecord[]): readonly string[] {
  return [
    "May see and manage their own password and MFA devices, as every IAM user may.",
    ...held.map(({ source, id, groupName }) => {
      const name = id.slice(id.lastIndexOf("/") + 1);
      if (source === "boundary") return `May do nothing beyond the permissions boundary ${name}.`;
      return `Has the policy ${name}${groupName === undefined ? "" : `, as a member of the group ${groupName}`}.`;
    }),
  ];
}
