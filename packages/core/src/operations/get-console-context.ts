import { deniedAnywhere } from "../access/denied.ts";
import { openJudge } from "../access/judge.ts";
import { isInSession, personArn } from "../caller.ts";
import { refusals } from "../errors.ts";
import { requireAccount } from "../identity/locate.ts";
import { passwordExpiresAt } from "../identity/password-expiry.ts";
import { signInUrl } from "../identity/sign-in-url.ts";
import { DAY, type Instant, later, SECOND } from "../instant.ts";
import { areCodesClosed } from "../mfa/codes-closed.ts";
import { defineOperation, type Permission } from "../operation.ts";
import type { PersonRecord } from "../records.ts";
import { boolean, integer, oneOf, optional, struct, texts, timestamp } from "../schema/schema.ts";
import type { Tx } from "../store.ts";
import { anyText } from "./members.ts";

/** What the console disables, with the reason, for readers who may not do it to anybody. */
const managingActions: readonly Permission["action"][] = [
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:AddUserToGroup",
  "iam:CreateAccountAlias",
  "iam:CreateGroup",
  "iam:CreateLoginProfile",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreatePolicy",
  "iam:CreateRole",
  "iam:CreateSAMLProvider",
  "iam:CreateUser",
  "iam:DeleteAccountAlias",
  "iam:DeleteAccountPasswordPolicy",
  "iam:DeleteGroup",
  "iam:DeleteLoginProfile",
  "iam:DeleteOpenIDConnectProvider",
  "iam:DeleteRole",
  "iam:DeleteSAMLProvider",
  "iam:DeleteUser",
  "iam:GenerateCredentialReport",
  "iam:GetAccountSummary",
  "iam:GetCredentialReport",
  "iam:ListGroups",
  "iam:ListPolicies",
  "iam:ListRoles",
  "iam:ListUsers",
  "iam:RemoveUserFromGroup",
  "iam:SimulateCustomPolicy",
  "iam:SimulatePrincipalPolicy",
  "iam:TagUser",
  "iam:UntagUser",
  "iam:UpdateAccountPasswordPolicy",
  "iam:UpdateGroup",
  "iam:UpdateLoginProfile",
  "iam:UpdateSAMLProvider",
  "iam:UpdateUser",
  "sallyport:DeleteMFARequirement",
  "sallyport:PutFreshFactorSetting",
  "sallyport:PutIdentityProviderMFARule",
  "sallyport:PutAuditSetting",
  "sallyport:PutMFARequirement",
  "sallyport:ListEvents",
];

export const getConsoleContext = defineOperation({
  name: "GetConsoleContext",
  kind: "view",
  summary: "Tells the console who is signed in, to what, for how long, and what they may not do.",
  readOnly: true,
  input: struct({}),
  output: struct({
    accountId: anyText,
    accountName: anyText,
    accountAlias: optional(anyText),
    signInUrl: anyText,
    person: struct({
      kind: oneOf("root", "user"),
      userName: optional(anyText),
      arn: anyText,
      hasMFA: boolean,
    }),
    session: struct({
      createdAt: timestamp,
      expiresAt: timestamp,
      idleExpiresAt: timestamp,
      idleSeconds: integer(0, 1e9),
      mfaAuthenticatedAt: optional(timestamp),
      passwordAt: timestamp,
    }),
    /** In the last 15 days of the reader's password, and after them. */
    passwordExpiry: optional(struct({ expiresAt: timestamp, hard: boolean })),
    codesClosed: boolean,
    serverTime: timestamp,
    /** Where the authenticator adds an account. */
    authenticatorUrl: optional(anyText),
    denied: texts,
  }),
  permissions: () => [],
  run: async (scope) => {
    const { tx, caller, now, settings } = scope;
    if (!isInSession(caller)) throw refusals.sessionExpired();
    const { person, session } = caller;
    const account = await requireAccount(tx, person.accountId);
    const judge = await openJudge({ ...scope, caller });
    return {
      accountId: account.accountId as string,
      accountName: account.name,
      accountAlias: account.alias,
      signInUrl: signInUrl(settings, account),
      person: {
        kind: person.kind,
        ...(person.kind === "user" && { userName: person.name }),
        arn: personArn(person) as string,
        hasMFA: (await tx.devices.listOf(person)).length > 0,
      },
      session: {
        createdAt: session.createdAt,
        expiresAt: session.expiresAt,
        idleExpiresAt: later(session.lastSeenAt, session.idleSeconds * SECOND),
        idleSeconds: session.idleSeconds,
        mfaAuthenticatedAt: session.mfaAuthenticatedAt,
        passwordAt: session.passwordAt,
      },
      ...(await expiryWarning(tx, person, now)),
      codesClosed: await areCodesClosed(tx, person),
      serverTime: now,
      ...(settings.authenticatorUrl !== undefined && {
        authenticatorUrl: `${settings.authenticatorUrl}/#add`,
      }),
      denied: deniedAnywhere(judge, managingActions),
    };
  },
  record: { request: [], quiet: true },
});

/** AWS warns as long before. */
const warnedFor = 15 * DAY;

async function expiryWarning(tx: Tx, person: PersonRecord, now: Instant) {
  const profile = await tx.loginProfiles.find(person);
  const policy = await tx.passwordPolicies.find(person.accountId);
  const expiresAt = profile && passwordExpiresAt(profile, policy);
  if (expiresAt === undefined || now < later(expiresAt, -warnedFor)) return {};
  return { passwordExpiry: { expiresAt, hard: policy?.hardExpiry ?? false } };
}
