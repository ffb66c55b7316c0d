// The policies that everybody finds under `arn:aws:iam::aws:policy/`: AWS's own by their names, for the services there are here,
// and one of ours that refuses whatever is asked without MFA. Compiled once.

import { instant } from "../instant.ts";
import { type Arn, arns } from "../names.ts";
import { type CompiledPolicy, compile } from "./compile.ts";
import { readDocument } from "./read-document.ts";

export interface BuiltInPolicy {
  readonly arn: Arn;
  readonly policyId: string;
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly document: string;
  readonly compiled: CompiledPolicy;
}

type Statement = Readonly<Record<string, unknown>>;

interface Written {
  readonly description: string;
  readonly statements: readonly Statement[];
}

const self = ["arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:user/*/${aws:username}"];
const withoutMfa = { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } };

const written = {
  AdministratorAccess: {
    description: "Provides full access to everything in the account but the root user.",
    statements: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  },
  IAMFullAccess: {
    description: "Provides full access to users, groups, policies and their credentials.",
    statements: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }],
  },
  IAMReadOnlyAccess: {
    description: "Provides read-only access to users, groups, policies and their credentials.",
    statements: [
      {
        Effect: "Allow",
        Action: [
          "iam:GenerateCredentialReport",
          "iam:GenerateServiceLastAccessedDetails",
          "iam:Get*",
          "iam:List*",
          "iam:SimulateCustomPolicy",
          "iam:SimulatePrincipalPolicy",
        ],
        Resource: "*",
      },
    ],
  },
  IAMSelfManageServiceSpecificCredentials: {
    description: "Lets an IAM user manage their own service-specific credentials.",
    statements: [
      {
        Effect: "Allow",
        Action: [
          "iam:CreateServiceSpecificCredential",
          "iam:ListServiceSpecificCredentials",
          "iam:UpdateServiceSpecificCredential",
          "iam:DeleteServiceSpecificCredential",
          "iam:ResetServiceSpecificCredential",
        ],
        Resource: self,
      },
    ],
  },
  IAMUserChangePassword: {
    description: "Lets an IAM user change their own password.",
    statements: [
      { Effect: "Allow", Action: "iam:ChangePassword", Resource: self },
      { Effect: "Allow", Action: "iam:GetAccountPasswordPolicy", Resource: "*" },
    ],
  },
  PowerUserAccess: {
    description:
      "Provides full access to everything but the management of users, groups and policies.",
    statements: [
      { Effect: "Allow", NotAction: ["iam:*", "sallyport:*"], Resource: "*" },
      {
        Effect: "Allow",
        Action: ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:ListRoles"],
        Resource: "*",
      },
    ],
  },
  ReadOnlyAccess: {
    description: "Provides read-only access to everything in the account.",
    statements: [
      {
        Effect: "Allow",
        Action: [
          "iam:Generate*",
          "iam:Get*",
          "iam:List*",
          "iam:Simulate*",
          "sts:GetAccessKeyInfo",
          "sts:GetCallerIdentity",
          "sts:GetSessionToken",
        ],
        Resource: "*",
      },
    ],
  },
  // What it leaves open without MFA is what somebody without a device needs to get one, and only for themselves. It names no path and
  // no device, so that it holds for every user; and it reaches requests that know nothing of MFA, such as those of access keys.
  SallyportRequireMFA: {
    description:
      "Refuses everything without MFA but what is needed to set up an MFA device of one's own.",
    statements: [
      {
        Sid: "SetUpAnOwnDeviceByProgram",
        Effect: "Allow",
        Action: ["iam:CreateVirtualMFADevice", "iam:DeleteVirtualMFADevice"],
        Resource: ["arn:aws:iam::*:mfa/${aws:username}", "arn:aws:iam::*:mfa/*/${aws:username}"],
      },
      {
        Sid: "NothingElseWithoutMFA",
        Effect: "Deny",
        NotAction: [
          "iam:CreateVirtualMFADevice",
          "iam:DeleteVirtualMFADevice",
          "iam:EnableMFADevice",
          "iam:GetAccountPasswordPolicy",
          "iam:GetMFADevice",
          "iam:GetUser",
          "iam:ListAccountAliases",
          "iam:ListMFADevices",
          "iam:ListVirtualMFADevices",
          "iam:ResyncMFADevice",
          "sallyport:ManageOwnSessions",
          "sts:GetCallerIdentity",
          "sts:GetSessionToken",
        ],
        Resource: "*",
        Condition: withoutMfa,
      },
      {
        Sid: "OnlyForOneselfWithoutMFA",
        Effect: "Deny",
        Action: [
          "iam:EnableMFADevice",
          "iam:GetMFADevice",
          "iam:GetUser",
          "iam:ListMFADevices",
          "iam:ResyncMFADevice",
        ],
        Resource: "*",
        Condition: {
          ...withoutMfa,
          StringNotEquals: { "sallyport:ResourceOwner": "${aws:userid}" },
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, Written>>;

export type BuiltInName = keyof typeof written;

/** When AWS made the first of its own; there is no better date for what was always there. */
export const builtInSince = instant(1_423_765_180_000);

function document(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 4);
}

function compileOurs(source: string): CompiledPolicy {
  const { document: read, faults } = readDocument(source, "identity");
  if (read === undefined) throw new Error(`a built-in policy is wrong: ${faults[0]?.reason}`);
  return compile(read);
}

/** By name. */
export const builtInPolicies: readonly BuiltInPolicy[] = Object.entries(written).map(
  ([name, { description, statements }]) => {
    const source = document(statements);
    return {
      arn: arns.policy("aws", "/", name),
      policyId: `ANPA${name
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, "")
        .padEnd(17, "0")
        .slice(0, 17)}`,
      name,
      path: "/",
      description,
      document: source,
      compiled: compileOurs(source),
    };
  },
);

const byArn = new Map<string, BuiltInPolicy>(builtInPolicies.map((policy) => [policy.arn, policy]));

export function findBuiltIn(arn: string): BuiltInPolicy | undefined {
  return byArn.get(arn);
}

export function builtInArn(name: BuiltInName): Arn {
  return arns.policy("aws", "/", name);
}

const ownDevicesAndSessions = [
  "iam:CreateVirtualMFADevice",
  "iam:DeactivateMFADevice",
  "iam:DeleteVirtualMFADevice",
  "iam:EnableMFADevice",
  "iam:GetLoginProfile",
  "iam:GetMFADevice",
  "iam:GetUser",
  "iam:ListAccessKeys",
  "iam:ListGroupsForUser",
  "iam:ListMFADevices",
  "iam:ListMFADeviceTags",
  "iam:ListUserTags",
  "iam:ResyncMFADevice",
  "sallyport:ManageOwnSessions",
  "sallyport:ManageOwnVaultSync",
  "sallyport:RevokeUserSessions",
];

function everyonesOwn(of: {
  readonly themselves: readonly string[];
  readonly account: readonly string[];
}): CompiledPolicy {
  return compileOurs(
    document([
      {
        Sid: "OwnPasswordDevicesAndSessions",
        Effect: "Allow",
        Action: of.themselves,
        Resource: "*",
        Condition: { StringEquals: { "sallyport:ResourceOwner": "${aws:userid}" } },
      },
      {
        Sid: "WhatTellsNothingOfAnybody",
        Effect: "Allow",
        Action: of.account,
        Resource: "*",
      },
    ]),
  );
}

/**
 * What every IAM user may do to themselves, whatever else they may: see and manage their own password, devices and sessions. No
 * boundary takes it away, an explicit deny does. Nobody can attach or detach it.
 */
export const ownCredentials = everyonesOwn({
  themselves: ["iam:ChangePassword", ...ownDevicesAndSessions],
  account: ["iam:GetAccountPasswordPolicy", "iam:ListAccountAliases"],
});

/** The same where the account's password policy leaves passwords to administrators (iam-semantics §1.5). */
export const ownCredentialsWithoutPassword = everyonesOwn({
  themselves: ownDevicesAndSessions,
  account: ["iam:ListAccountAliases"],
});

/**
 * What an account that requires MFA refuses to whoever has not shown it (security rule 20): all but to ask for a session with MFA,
 * to see oneself and one's devices, and to bring a device back into step. A first device is assigned inside sign-in alone.
 */
export const mfaRequirement = compileOurs(
  document([
    {
      Sid: "NothingElseWithoutMFA",
      Effect: "Deny",
      NotAction: [
        "iam:GetMFADevice",
        "iam:GetUser",
        "iam:ListMFADevices",
        "iam:ResyncMFADevice",
        "sts:GetCallerIdentity",
        "sts:GetSessionToken",
      ],
      Resource: "*",
      Condition: withoutMfa,
    },
    {
      Sid: "OnlyForOneselfWithoutMFA",
      Effect: "Deny",
      Action: ["iam:GetMFADevice", "iam:GetUser", "iam:ListMFADevices", "iam:ResyncMFADevice"],
      Resource: "*",
      Condition: {
        ...withoutMfa,
        StringNotEquals: { "sallyport:ResourceOwner": "${aws:userid}" },
      },
    },
  ]),
);
