// The actions there are, by what they are asked on: for advice to people who write policies. Decisions need no such list.

const byResource = {
  user: `
    AttachUserPolicy ChangePassword CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential CreateUser
    DeactivateMFADevice DeleteAccessKey DeleteLoginProfile DeleteSSHPublicKey DeleteServiceSpecificCredential
    DeleteSigningCertificate DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy DetachUserPolicy EnableMFADevice
    GetLoginProfile GetMFADevice GetSSHPublicKey GetUser GetUserPolicy ListAccessKeys ListAttachedUserPolicies
    ListGroupsForUser ListMFADevices ListSSHPublicKeys ListServiceSpecificCredentials ListSigningCertificates ListUserPolicies
    ListUserTags PutUserPermissionsBoundary PutUserPolicy ResetServiceSpecificCredential ResyncMFADevice TagUser UntagUser
    UpdateAccessKey UpdateLoginProfile UpdateSSHPublicKey UpdateServiceSpecificCredential UpdateSigningCertificate UpdateUser
    UploadSSHPublicKey UploadSigningCertificate`,
  group: `
    AddUserToGroup AttachGroupPolicy CreateGroup DeleteGroup DeleteGroupPolicy DetachGroupPolicy GetGroup GetGroupPolicy
    ListAttachedGroupPolicies ListGroupPolicies PutGroupPolicy RemoveUserFromGroup UpdateGroup`,
  role: `
    AttachRolePolicy CreateRole DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DetachRolePolicy GetRole
    GetRolePolicy ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies ListRoleTags PassRole
    PutRolePermissionsBoundary PutRolePolicy TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription
    CreateServiceLinkedRole DeleteServiceLinkedRole GetServiceLinkedRoleDeletionStatus`,
  policy: `
    CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy GetPolicyVersion ListEntitiesForPolicy
    ListPolicyTags ListPolicyVersions SetDefaultPolicyVersion TagPolicy UntagPolicy`,
  mfa: "CreateVirtualMFADevice DeleteVirtualMFADevice ListMFADeviceTags TagMFADevice UntagMFADevice",
  "instance-profile": `
    AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile GetInstanceProfile ListInstanceProfileTags
    RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile`,
  "saml-provider": `
    CreateSAMLProvider DeleteSAMLProvider GetSAMLProvider ListSAMLProviderTags TagSAMLProvider UntagSAMLProvider
    UpdateSAMLProvider`,
  "oidc-provider": `
    AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider GetOpenIDConnectProvider
    ListOpenIDConnectProviderTags RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider
    UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint`,
  "server-certificate": `
    DeleteServerCertificate GetServerCertificate ListServerCertificateTags TagServerCertificate UntagServerCertificate
    UpdateServerCertificate UploadServerCertificate`,
  "access-report": "GenerateOrganizationsAccessReport",
  /** On users, groups, roles and policies alike. */
  any: `
    GenerateServiceLastAccessedDetails GetContextKeysForPrincipalPolicy ListPoliciesGrantingServiceAccess
    SimulatePrincipalPolicy`,
  "*": `
    CreateAccountAlias DeleteAccountAlias DeleteAccountPasswordPolicy GenerateCredentialReport GetAccessKeyLastUsed
    GetAccountAuthorizationDetails GetAccountPasswordPolicy GetAccountSummary GetContextKeysForCustomPolicy
    GetCredentialReport GetOrganizationsAccessReport GetServiceLastAccessedDetails
    GetServiceLastAccessedDetailsWithEntities ListAccountAliases ListGroups ListInstanceProfiles
    ListOpenIDConnectProviders ListPolicies ListRoles ListSAMLProviders ListServerCertificates ListUsers
    ListVirtualMFADevices SetSecurityTokenServicePreferences SimulateCustomPolicy UpdateAccountPasswordPolicy`,
} as const;

const others = `
  sts:AssumeRole sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity sts:AssumeRoot sts:DecodeAuthorizationMessage
  sts:GetAccessKeyInfo sts:GetCallerIdentity sts:GetFederationToken sts:GetServiceBearerToken sts:GetSessionToken
  sts:SetSourceIdentity sts:TagSession
  sallyport:DeleteMFARequirement sallyport:GetMFARequirement sallyport:PutMFARequirement
  sallyport:GetFreshFactorSetting sallyport:PutFreshFactorSetting
  sallyport:GetIdentityProviderMFARule sallyport:PutIdentityProviderMFARule
  sallyport:GetAuditSetting sallyport:PutAuditSetting
  sallyport:ListEvents sallyport:ListUserVaultDevices sallyport:ManageOwnSessions sallyport:ManageOwnVaultSync
  sallyport:RemoveUserVaultDevice sallyport:RevokeRoleSessions sallyport:RevokeUserSessions sallyport:UpdateAccountName
  sallyport:UpdateRootEmail sallyport:UpdateRootPassword`;

const words = (text: string) => text.trim().split(/\s+/);

/** What an action is asked on: a kind of IAM resource, `any` of several, or `*` alone. */
export const resourceKinds: ReadonlyMap<string, string> = new Map(
  Object.entries(byResource).flatMap(([kind, names]) =>
    words(names).map((name) => [`iam:${name}`, kind] as const),
  ),
);

export const knownActions: readonly string[] = [...resourceKinds.keys(), ...words(others)].sort();

/** Of these services every action is known; of others, none. */
export const knownServices: ReadonlySet<string> = new Set(["iam", "sts", "sallyport"]);
