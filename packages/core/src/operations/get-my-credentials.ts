import { deniedAmong } from "../access/denied.ts";
import { openJudge } from "../access/judge.ts";
import { refusals } from "../errors.ts";
import { openEmailChange } from "../identity/email-change.ts";
import { locateUserOrSelf, on, requireAccount, requirePerson } from "../identity/locate.ts";
import { passwordDemands } from "../identity/password-demands.ts";
import { passwordExpiresAt } from "../identity/password-expiry.ts";
import { rulesInWords } from "../identity/password-rules.ts";
import { areCodesClosed } from "../mfa/codes-closed.ts";
import { defineOperation } from "../operation.ts";
import {
  boolean,
  integer,
  list,
  oneOf,
  optional,
  struct,
  texts,
  timestamp,
} from "../schema/schema.ts";
import { keyActions } from "./key-actions.ts";
import { accessKeyDetail, anyText, deviceDetail } from "./members.ts";
import { renderDevices, renderKeyDetail, renderUser } from "./render.ts";

export const getMyCredentials = defineOperation({
  name: "GetMyCredentials",
  kind: "view",
  summary: "The caller's own password, MFA devices and access keys, never a secret.",
  readOnly: true,
  input: struct({}),
  output: struct({
    kind: oneOf("root", "user"),
    userName: optional(anyText),
    arn: anyText,
    accountId: anyText,
    accountName: anyText,
    email: optional(anyText),
    /** The address that is asked for and not confirmed yet; `here`: by this very session, which alone can confirm it. */
    emailChange: optional(struct({ email: anyText, expiresAt: timestamp, here: boolean })),
    password: struct({
      changedAt: optional(timestamp),
      lastUsedAt: optional(timestamp),
      expiresAt: optional(timestamp),
      /** What is asked of the next one. */
      rules: list(anyText),
    }),
    mfaDevices: list(deviceDetail),
    accessKeys: list(accessKeyDetail),
    quota: integer(0, 1000),
    keyQuota: integer(0, 1000),
    codesClosed: boolean,
    denied: texts,
  }),
  locate: ({ tx, caller }) => locateUserOrSelf(tx, caller, undefined),
  // Whoever must first set up a device comes here, and may be allowed nothing else yet.
  permissions: ({ found }) => on(found, "iam:ListMFADevices"),
  run: async (scope) => {
    const { tx, caller, found, settings } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    const judge = await openJudge({ ...scope, caller });
    const denied = await deniedAmong(
      judge,
      on(found, "iam:ChangePassword", "iam:GetUser", "iam:ListAccessKeys", ...keyActions),
    );
    const person = requirePerson(found);
    const account = await requireAccount(tx, person.accountId);
    const profile = await tx.loginProfiles.find(person);
    const policy = await tx.passwordPolicies.find(person.accountId);
    const { arn } = renderUser(person);
    const emailChange = person.kind === "root" ? await openEmailChange(scope, account) : undefined;
    return {
      kind: person.kind,
      ...(person.kind === "user" ? { userName: person.name } : { email: account.email }),
      arn,
      accountId: account.accountId as string,
      accountName: account.name,
      ...(emailChange && { emailChange }),
      password: {
        rules: rulesInWords(await passwordDemands(tx, person)),
        ...(!denied["iam:GetUser"] && {
          changedAt: profile?.changedAt,
          lastUsedAt: person.passwordLastUsedAt,
          expiresAt: profile && passwordExpiresAt(profile, policy),
        }),
      },
      mfaDevices: renderDevices(await tx.devices.listOf(person)),
      accessKeys: denied["iam:ListAccessKeys"]
        ? []
        : (await tx.accessKeys.listOf(person)).map((key) =>
            renderKeyDetail(key, denied["iam:GetAccessKeyLastUsed"] === undefined),
          ),
      quota: settings.quotas.devicesPerPerson,
      keyQuota: settings.quotas.accessKeysPerPerson,
      codesClosed: await areCodesClosed(tx, person),
      denied,
    };
  },
  record: { request: [] },
});
