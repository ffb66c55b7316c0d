// An input for every operation, so that a test can go through all of them; a new operation does not compile without its line.

import type { OperationName } from "../../operations/index.ts";
import { sampleSamlMetadata } from "../saml-metadata.ts";

type Input = Readonly<Record<string, unknown>>;

/** Whom and what an input is about. */
export interface Subject {
  readonly accountId: string;
  readonly userName: string;
  readonly groupName: string;
  readonly roleName: string;
  readonly serialNumber: string;
  readonly policyArn: string;
  /** Of an OpenID Connect provider: its issuer without the scheme. */
  readonly oidcName: string;
  readonly code1: string;
  readonly code2: string;
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly sessionId: string;
  /** Of a mailed link, or the set-up's. */
  readonly token: string;
  readonly enrolmentCode: string;
  /** For what must not be there yet. */
  readonly newName: string;
}

/** Nobody's. */
const someKey = "AKIAQWERTYUIOPASDFGH";
const tags = [{ key: "Team", value: "Blue" }];

const pair = ({ code1, code2 }: Subject) => ({
  authenticationCode1: code1,
  authenticationCode2: code2,
});
const user = ({ userName }: Subject) => ({ userName });
const group = ({ groupName }: Subject) => ({ groupName });
const role = ({ roleName }: Subject) => ({ roleName });
const device = ({ serialNumber }: Subject) => ({ serialNumber });
const policy = ({ policyArn }: Subject) => ({ policyArn });
const source = ({ accountId, userName }: Subject) => ({
  policySourceArn: `arn:aws:iam::${accountId}:user/${userName}`,
});
const policyDocument = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "iam:ListUsers", Resource: "*" },
});
const trustPolicy = ({ accountId }: Subject) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: "sts:AssumeRole",
    },
  });
const oidcArn = ({ accountId, oidcName }: Subject) =>
  `arn:aws:iam::${accountId}:oidc-provider/${oidcName}`;
const oidcProvider = (about: Subject) => ({ openIDConnectProviderArn: oidcArn(about) });
const samlProvider = ({ accountId, newName }: Subject) => ({
  sAMLProviderArn: `arn:aws:iam::${accountId}:saml-provider/${newName}`,
});
const none = () => ({});
const ofUser = (about: Subject) => ({ ...user(about), ...device(about) });

export const sampleInputs: Readonly<Record<OperationName, (about: Subject) => Input>> = {
  CancelMFAEnrolment: none,
  CancelSignIn: none,
  ChangePasswordAtSignIn: ({ oldPassword, newPassword }) => ({ oldPassword, newPassword }),
  ConfirmFactor: ({ code1 }) => ({ code: code1 }),
  ConfirmRecovery: ({ token }) => ({ token }),
  ContinueRecovery: none,
  CreateFirstAccount: ({ token, newPassword, newName }) => ({
    setupToken: token,
    email: `${newName}@example.org`,
    accountName: newName,
    password: newPassword,
  }),
  FinishEnrolmentAtSignIn: pair,
  FinishMFAEnrolment: pair,
  GetSignIn: none,
  RequestPasswordReset: ({ newName }) => ({ email: `${newName}@example.org` }),
  ResetPassword: ({ token, newPassword }) => ({ token, newPassword }),
  ResyncAtSignIn: (about) => ({ ...device(about), ...pair(about) }),
  SendRecoveryEmail: none,
  ShowEnrolmentAtSignIn: none,
  SkipEnrolmentAtSignIn: none,
  ShowMFAEnrolment: none,
  SignIn: ({ accountId, userName, oldPassword }) => ({
    user: { account: accountId, userName },
    oldPassword,
  }),
  StartMFAEnrolment: (about) => ({ deviceName: about.newName, ...user(about) }),
  SubmitEnrolmentCode: ({ enrolmentCode }) => ({ enrolmentCode }),
  SubmitMFACode: ({ code1 }) => ({ code: code1 }),
  AddUserToGroup: (about) => ({ ...group(about), ...user(about) }),
  AddUser: (about) => ({
    userName: about.newName,
    groupNames: [about.groupName],
    tags,
    consoleAccess: { password: about.newPassword },
  }),
  ChangePassword: ({ oldPassword, newPassword }) => ({ oldPassword, newPassword }),
  CreateAccessKey: user,
  DeleteAccessKey: (about) => ({ ...user(about), accessKeyId: someKey }),
  GetAccessKeyInfo: () => ({ accessKeyId: someKey }),
  GetAccessKeyLastUsed: () => ({ accessKeyId: someKey }),
  GetCallerIdentity: none,
  AssumeRole: ({ accountId, roleName }) => ({
    roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
    roleSessionName: "somebody",
  }),
  DecodeAuthorizationMessage: () => ({ encodedMessage: "00" }),
  GetFederationToken: () => ({ name: "visitor" }),
  GetSessionToken: (about) => ({ ...device(about), tokenCode: about.code1 }),
  ListAccessKeys: user,
  UpdateAccessKey: (about) => ({ ...user(about), accessKeyId: someKey, status: "Inactive" }),
  CreateAccountAlias: ({ newName }) => ({ accountAlias: newName }),
  CreateAccount: ({ newName, newPassword }) => ({
    email: `${newName}@example.org`,
    accountName: newName,
    password: newPassword,
  }),
  CreateGroup: ({ newName }) => ({ groupName: newName }),
  CreateLoginProfile: (about) => ({ ...user(about), password: about.newPassword }),
  CreateUser: ({ newName }) => ({ userName: newName, tags }),
  CreateVirtualMFADevice: ({ newName }) => ({ virtualMFADeviceName: newName }),
  DeactivateMFADevice: ofUser,
  DeleteAccountAlias: ({ newName }) => ({ accountAlias: newName }),
  DeleteAccountPasswordPolicy: none,
  DeleteGroup: group,
  DeleteLoginProfile: user,
  DeleteUser: user,
  DeleteVirtualMFADevice: device,
  EnableMFADevice: (about) => ({ ...ofUser(about), ...pair(about) }),
  EndSession: ({ sessionId }) => ({ sessionId }),
  GetAccountAuthorizationDetails: none,
  GetAccountPasswordPolicy: none,
  GenerateCredentialReport: () => ({}),
  GetCredentialReport: () => ({}),
  GetCredentialReportProgress: () => ({}),
  ListCredentialSummaries: () => ({}),
  ListEvents: () => ({}),
  GetAccountSummary: none,
  GetConsoleContext: none,
  GetDashboard: none,
  GetGroup: group,
  GetLoginProfile: user,
  GetMFADevice: ofUser,
  GetMyCredentials: none,
  GetPasswordRules: none,
  GetFreshFactorSetting: none,
  GetAuditSetting: none,
  PutFreshFactorSetting: () => ({ signedRequests: "all" }),
  PutAuditSetting: () => ({ recordReads: true }),
  GetMFARequirement: none,
  PutMFARequirement: () => ({ everyone: true, graceDays: 14, since: "2100-01-01" }),
  DeleteMFARequirement: none,
  PreviewMFARequirement: () => ({ everyone: true, graceDays: 14 }),
  GetUserSummary: user,
  GetUser: user,
  KeepAlive: none,
  ListAccountAliases: none,
  ListAccounts: none,
  ListGroupSummaries: none,
  ListGroupsForUser: user,
  ListGroups: none,
  ListKnownActions: none,
  ListMFADeviceDetails: user,
  ListMFADeviceTags: device,
  ListMFADevices: user,
  ListSessions: none,
  ListUserSummaries: none,
  ListSSHPublicKeys: user,
  ListSigningCertificates: user,
  ListServiceSpecificCredentials: user,
  ListUserTags: user,
  ListUsers: none,
  ListVirtualMFADevices: none,
  RemoveGroup: group,
  RemoveMFADevice: ofUser,
  RemoveUserFromGroup: (about) => ({ ...group(about), ...user(about) }),
  RemoveUser: user,
  ResetRootMFA: ({ accountId }) => ({ accountId }),
  ResyncMFADevice: (about) => ({ ...ofUser(about), ...pair(about) }),
  ResyncOwnMFADevice: (about) => ({ ...device(about), ...pair(about) }),
  SetConsolePassword: (about) => ({ ...user(about), password: about.newPassword }),
  SignOut: none,
  TagMFADevice: (about) => ({ ...device(about), tags }),
  TagUser: (about) => ({ ...user(about), tags }),
  UnlockCodes: user,
  UntagMFADevice: (about) => ({ ...device(about), tagKeys: ["Team"] }),
  UntagUser: (about) => ({ ...user(about), tagKeys: ["Team"] }),
  RequestEmailChange: ({ newName, oldPassword }) => ({
    email: `${newName}@example.org`,
    oldPassword,
  }),
  ConfirmEmailChange: ({ enrolmentCode }) => ({ code: enrolmentCode }),
  CancelEmailChange: none,
  UpdateAccountName: ({ newName }) => ({ accountName: newName }),
  UpdateAccountPasswordPolicy: () => ({
    minimumPasswordLength: 8,
    allowUsersToChangePassword: true,
  }),
  UseModernPasswordRules: none,
  UpdateGroup: (about) => ({ ...group(about), newGroupName: about.newName }),
  UpdateLoginProfile: (about) => ({ ...user(about), password: about.newPassword }),
  UpdateRootPassword: ({ oldPassword, newPassword }) => ({ oldPassword, newPassword }),
  PutUserPolicy: (about) => ({ ...user(about), policyName: about.newName, policyDocument }),
  GetUserPolicy: (about) => ({ ...user(about), policyName: about.newName }),
  DeleteUserPolicy: (about) => ({ ...user(about), policyName: about.newName }),
  ListUserPolicies: user,
  AttachUserPolicy: (about) => ({ ...user(about), ...policy(about) }),
  DetachUserPolicy: (about) => ({ ...user(about), ...policy(about) }),
  ListAttachedUserPolicies: user,
  PutGroupPolicy: (about) => ({ ...group(about), policyName: about.newName, policyDocument }),
  GetGroupPolicy: (about) => ({ ...group(about), policyName: about.newName }),
  DeleteGroupPolicy: (about) => ({ ...group(about), policyName: about.newName }),
  ListGroupPolicies: group,
  AttachGroupPolicy: (about) => ({ ...group(about), ...policy(about) }),
  DetachGroupPolicy: (about) => ({ ...group(about), ...policy(about) }),
  ListAttachedGroupPolicies: group,
  CreatePolicy: ({ newName }) => ({ policyName: newName, policyDocument }),
  GetPolicy: policy,
  ListPolicies: none,
  DeletePolicy: policy,
  CreatePolicyVersion: (about) => ({ ...policy(about), policyDocument }),
  GetPolicyVersion: (about) => ({ ...policy(about), versionId: "v1" }),
  ListPolicyVersions: policy,
  DeletePolicyVersion: (about) => ({ ...policy(about), versionId: "v1" }),
  SetRootEmail: ({ accountId, newName }) => ({ accountId, email: `${newName}@example.org` }),
  SetDefaultPolicyVersion: (about) => ({ ...policy(about), versionId: "v1" }),
  ListEntitiesForPolicy: policy,
  TagPolicy: (about) => ({ ...policy(about), tags }),
  UntagPolicy: (about) => ({ ...policy(about), tagKeys: ["Team"] }),
  ListPolicyTags: policy,
  PutUserPermissionsBoundary: (about) => ({ ...user(about), permissionsBoundary: about.policyArn }),
  DeleteUserPermissionsBoundary: user,
  SimulatePrincipalPolicy: (about) => ({ ...source(about), actionNames: ["iam:GetUser"] }),
  SimulateCustomPolicy: () => ({ policyInputList: [policyDocument], actionNames: ["iam:GetUser"] }),
  GetContextKeysForCustomPolicy: () => ({ policyInputList: [policyDocument] }),
  GetContextKeysForPrincipalPolicy: source,
  GetGroupPermissions: group,
  GetPolicySummary: policy,
  GetUserPermissions: user,
  ListPolicySummaries: none,
  CheckPolicy: () => ({ policyDocument, kind: "managed" }),
  CreateRole: (about) => ({
    roleName: about.newName,
    assumeRolePolicyDocument: trustPolicy(about),
    tags,
  }),
  AddRole: (about) => ({
    roleName: about.newName,
    assumeRolePolicyDocument: trustPolicy(about),
    policyArns: [about.policyArn],
  }),
  RemoveRole: role,
  RevokeRoleSessions: role,
  RevokeUserSessions: user,
  ListRoleSummaries: none,
  GetRoleSummary: role,
  GetRolePermissions: role,
  GetRole: role,
  ListRoles: none,
  UpdateRole: (about) => ({ ...role(about), description: "For deputies" }),
  UpdateRoleDescription: (about) => ({ ...role(about), description: "For deputies" }),
  ListInstanceProfilesForRole: role,
  UpdateAssumeRolePolicy: (about) => ({ ...role(about), policyDocument: trustPolicy(about) }),
  DeleteRole: role,
  TagRole: (about) => ({ ...role(about), tags }),
  UntagRole: (about) => ({ ...role(about), tagKeys: ["Team"] }),
  ListRoleTags: role,
  PutRolePolicy: (about) => ({ ...role(about), policyName: about.newName, policyDocument }),
  GetRolePolicy: (about) => ({ ...role(about), policyName: about.newName }),
  DeleteRolePolicy: (about) => ({ ...role(about), policyName: about.newName }),
  ListRolePolicies: role,
  AttachRolePolicy: (about) => ({ ...role(about), ...policy(about) }),
  DetachRolePolicy: (about) => ({ ...role(about), ...policy(about) }),
  ListAttachedRolePolicies: role,
  PutRolePermissionsBoundary: (about) => ({ ...role(about), permissionsBoundary: about.policyArn }),
  DeleteRolePermissionsBoundary: role,
  UpdateUser: (about) => ({ ...user(about), newUserName: about.newName }),
  CreateOpenIDConnectProvider: ({ newName }) => ({
    url: `https://${newName}.example`,
    clientIDList: ["sts.amazonaws.com"],
    tags,
  }),
  GetOpenIDConnectProvider: oidcProvider,
  ListOpenIDConnectProviders: none,
  DeleteOpenIDConnectProvider: oidcProvider,
  AddClientIDToOpenIDConnectProvider: (about) => ({ ...oidcProvider(about), clientID: "another" }),
  RemoveClientIDFromOpenIDConnectProvider: (about) => ({
    ...oidcProvider(about),
    clientID: "another",
  }),
  UpdateOpenIDConnectProviderThumbprint: (about) => ({
    ...oidcProvider(about),
    thumbprintList: ["0".repeat(40)],
  }),
  TagOpenIDConnectProvider: (about) => ({ ...oidcProvider(about), tags }),
  UntagOpenIDConnectProvider: (about) => ({ ...oidcProvider(about), tagKeys: ["Team"] }),
  ListOpenIDConnectProviderTags: oidcProvider,
  PutIdentityProviderMFARule: (about) => ({ providerArn: oidcArn(about), amrValues: ["mfa"] }),
  GetIdentityProviderMFARule: (about) => ({ providerArn: oidcArn(about) }),
  AssumeRoleWithWebIdentity: ({ accountId, roleName, token }) => ({
    roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
    roleSessionName: "visit",
    webIdentityToken: token,
  }),
  GetVaultSync: none,
  StartVaultPairing: none,
  RemoveVaultDevice: () => ({ deviceId: "00000000-0000-4000-8000-000000000000" }),
  ListUserVaultDevices: user,
  RemoveUserVaultDevice: (about) => ({
    ...user(about),
    deviceId: "00000000-0000-4000-8000-000000000000",
  }),
  TurnOffVaultSync: none,
  PairVaultDevice: ({ enrolmentCode }) => ({ pairingCode: enrolmentCode, name: "Phone" }),
  GetVault: none,
  PutVault: () => ({ content: new TextEncoder().encode("SALLYVLT and what is sealed") }),
  LeaveVaultSync: none,
  CreateSAMLProvider: ({ newName }) => ({
    name: newName,
    sAMLMetadataDocument: sampleSamlMetadata,
    tags,
  }),
  GetSAMLProvider: samlProvider,
  UpdateSAMLProvider: (about) => ({
    ...samlProvider(about),
    sAMLMetadataDocument: sampleSamlMetadata,
  }),
  ListSAMLProviders: none,
  DeleteSAMLProvider: samlProvider,
  TagSAMLProvider: (about) => ({ ...samlProvider(about), tags }),
  UntagSAMLProvider: (about) => ({ ...samlProvider(about), tagKeys: ["Team"] }),
  ListSAMLProviderTags: samlProvider,
  AssumeRoleWithSAML: ({ accountId, roleName, newName }) => ({
    roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
    principalArn: `arn:aws:iam::${accountId}:saml-provider/${newName}`,
    sAMLAssertion: "PHNhbWxwOlJlc3BvbnNlLz4=",
  }),
};

/** A subject with something in every place that has the right form, and nothing in it that exists. */
export function nobody(accountId: string): Subject {
  return {
    accountId,
    userName: "nobody",
    groupName: "nothing",
    roleName: "nothing",
    serialNumber: `arn:aws:iam::${accountId}:mfa/nothing`,
    policyArn: `arn:aws:iam::${accountId}:policy/nothing`,
    oidcName: "nothing.example",
    code1: "000001",
    code2: "000002",
    oldPassword: "Old-4-times-wrong",
    newPassword: "New-9-words-right",
    sessionId: "0".repeat(32),
    token: "A".repeat(43),
    enrolmentCode: "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA",
    newName: "new-one",
  };
}
