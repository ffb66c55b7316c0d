// The table. A new operation is one file and one line here; every door, type and page is made from it.

import { cancelMFAEnrolment } from "../ceremonies/cancel-mfa-enrolment.ts";
import { cancelSignIn } from "../ceremonies/cancel-sign-in.ts";
import { changePasswordAtSignIn } from "../ceremonies/change-password-at-sign-in.ts";
import { confirmFactor } from "../ceremonies/confirm-factor.ts";
import { confirmRecovery } from "../ceremonies/confirm-recovery.ts";
import { continueRecovery } from "../ceremonies/continue-recovery.ts";
import { createFirstAccount } from "../ceremonies/create-first-account.ts";
import { finishEnrolmentAtSignIn } from "../ceremonies/finish-enrolment-at-sign-in.ts";
import { finishMFAEnrolment } from "../ceremonies/finish-mfa-enrolment.ts";
import { getSignIn } from "../ceremonies/get-sign-in.ts";
import { requestPasswordReset } from "../ceremonies/request-password-reset.ts";
import { resetPassword } from "../ceremonies/reset-password.ts";
import { resyncAtSignIn } from "../ceremonies/resync-at-sign-in.ts";
import { sendRecoveryEmail } from "../ceremonies/send-recovery-email.ts";
import { showEnrolmentAtSignIn } from "../ceremonies/show-enrolment-at-sign-in.ts";
import { showMFAEnrolment } from "../ceremonies/show-mfa-enrolment.ts";
import { signIn } from "../ceremonies/sign-in.ts";
import { skipEnrolmentAtSignIn } from "../ceremonies/skip-enrolment-at-sign-in.ts";
import { startMFAEnrolment } from "../ceremonies/start-mfa-enrolment.ts";
import { submitEnrolmentCode } from "../ceremonies/submit-enrolment-code.ts";
import { submitMFACode } from "../ceremonies/submit-mfa-code.ts";
import { addClientIDToOpenIDConnectProvider } from "./add-client-id-to-open-id-connect-provider.ts";
import { addRole } from "./add-role.ts";
import { addUser } from "./add-user.ts";
import { addUserToGroup } from "./add-user-to-group.ts";
import { assumeRole } from "./assume-role.ts";
import { assumeRoleWithSAML } from "./assume-role-with-saml.ts";
import { assumeRoleWithWebIdentity } from "./assume-role-with-web-identity.ts";
import { attachGroupPolicy } from "./attach-group-policy.ts";
import { attachRolePolicy } from "./attach-role-policy.ts";
import { attachUserPolicy } from "./attach-user-policy.ts";
import { cancelEmailChange } from "./cancel-email-change.ts";
import { changePassword } from "./change-password.ts";
import { checkPolicy } from "./check-policy.ts";
import { confirmEmailChange } from "./confirm-email-change.ts";
import { createAccessKey } from "./create-access-key.ts";
import { createAccount } from "./create-account.ts";
import { createAccountAlias } from "./create-account-alias.ts";
import { createGroup } from "./create-group.ts";
import { createLoginProfile } from "./create-login-profile.ts";
import { createOpenIDConnectProvider } from "./create-open-id-connect-provider.ts";
import { createPolicy } from "./create-policy.ts";
import { createPolicyVersion } from "./create-policy-version.ts";
import { createRole } from "./create-role.ts";
import { createSAMLProvider } from "./create-saml-provider.ts";
import { createUser } from "./create-user.ts";
import { createVirtualMFADevice } from "./create-virtual-mfa-device.ts";
import { deactivateMFADevice } from "./deactivate-mfa-device.ts";
import { decodeAuthorizationMessage } from "./decode-authorization-message.ts";
import { deleteAccessKey } from "./delete-access-key.ts";
import { deleteAccountAlias } from "./delete-account-alias.ts";
import { deleteAccountPasswordPolicy } from "./delete-account-password-policy.ts";
import { deleteGroup } from "./delete-group.ts";
import { deleteGroupPolicy } from "./delete-group-policy.ts";
import { deleteLoginProfile } from "./delete-login-profile.ts";
import { deleteMFARequirement } from "./delete-mfa-requirement.ts";
import { deleteOpenIDConnectProvider } from "./delete-open-id-connect-provider.ts";
import { deletePolicy } from "./delete-policy.ts";
import { deletePolicyVersion } from "./delete-policy-version.ts";
import { deleteRole } from "./delete-role.ts";
import { deleteRolePermissionsBoundary } from "./delete-role-permissions-boundary.ts";
import { deleteRolePolicy } from "./delete-role-policy.ts";
import { deleteSAMLProvider } from "./delete-saml-provider.ts";
import { deleteUser } from "./delete-user.ts";
import { deleteUserPermissionsBoundary } from "./delete-user-permissions-boundary.ts";
import { deleteUserPolicy } from "./delete-user-policy.ts";
import { deleteVirtualMFADevice } from "./delete-virtual-mfa-device.ts";
import { detachGroupPolicy } from "./detach-group-policy.ts";
import { detachRolePolicy } from "./detach-role-policy.ts";
import { detachUserPolicy } from "./detach-user-policy.ts";
import { enableMFADevice } from "./enable-mfa-device.ts";
import { endSession } from "./end-session.ts";
import { generateCredentialReport } from "./generate-credential-report.ts";
import { getAccessKeyInfo } from "./get-access-key-info.ts";
import { getAccessKeyLastUsed } from "./get-access-key-last-used.ts";
import { getAccountAuthorizationDetails } from "./get-account-authorization-details.ts";
import { getAccountPasswordPolicy } from "./get-account-password-policy.ts";
import { getAccountSummary } from "./get-account-summary.ts";
import { getAuditSetting } from "./get-audit-setting.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";
import { getConsoleContext } from "./get-console-context.ts";
import { getContextKeysForCustomPolicy } from "./get-context-keys-for-custom-policy.ts";
import { getContextKeysForPrincipalPolicy } from "./get-context-keys-for-principal-policy.ts";
import { getCredentialReport } from "./get-credential-report.ts";
import { getCredentialReportProgress } from "./get-credential-report-progress.ts";
import { getDashboard } from "./get-dashboard.ts";
import { getFederationToken } from "./get-federation-token.ts";
import { getFreshFactorSetting } from "./get-fresh-factor-setting.ts";
import { getGroup } from "./get-group.ts";
import { getGroupPermissions } from "./get-group-permissions.ts";
import { getGroupPolicy } from "./get-group-policy.ts";
import { getIdentityProviderMFARule } from "./get-identity-provider-mfa-rule.ts";
import { getLoginProfile } from "./get-login-profile.ts";
import { getMFADevice } from "./get-mfa-device.ts";
import { getMFARequirement } from "./get-mfa-requirement.ts";
import { getMyCredentials } from "./get-my-credentials.ts";
import { getOpenIDConnectProvider } from "./get-open-id-connect-provider.ts";
import { getPasswordRules } from "./get-password-rules.ts";
import { getPolicy } from "./get-policy.ts";
import { getPolicySummary } from "./get-policy-summary.ts";
import { getPolicyVersion } from "./get-policy-version.ts";
import { getRole } from "./get-role.ts";
import { getRolePermissions } from "./get-role-permissions.ts";
import { getRolePolicy } from "./get-role-policy.ts";
import { getRoleSummary } from "./get-role-summary.ts";
import { getSAMLProvider } from "./get-saml-provider.ts";
import { getSessionToken } from "./get-session-token.ts";
import { getUser } from "./get-user.ts";
import { getUserPermissions } from "./get-user-permissions.ts";
import { getUserPolicy } from "./get-user-policy.ts";
import { getUserSummary } from "./get-user-summary.ts";
import { getVault } from "./get-vault.ts";
import { getVaultSync } from "./get-vault-sync.ts";
import { keepAlive } from "./keep-alive.ts";
import { leaveVaultSync } from "./leave-vault-sync.ts";
import { listAccessKeys } from "./list-access-keys.ts";
import { listAccountAliases } from "./list-account-aliases.ts";
import { listAccounts } from "./list-accounts.ts";
import { listAttachedGroupPolicies } from "./list-attached-group-policies.ts";
import { listAttachedRolePolicies } from "./list-attached-role-policies.ts";
import { listAttachedUserPolicies } from "./list-attached-user-policies.ts";
import { listCredentialSummaries } from "./list-credential-summaries.ts";
import { listEntitiesForPolicy } from "./list-entities-for-policy.ts";
import { listEvents } from "./list-events.ts";
import { listGroupPolicies } from "./list-group-policies.ts";
import { listGroupSummaries } from "./list-group-summaries.ts";
import { listGroups } from "./list-groups.ts";
import { listGroupsForUser } from "./list-groups-for-user.ts";
import { listInstanceProfilesForRole } from "./list-instance-profiles-for-role.ts";
import { listKnownActions } from "./list-known-actions.ts";
import { listMFADeviceDetails } from "./list-mfa-device-details.ts";
import { listMFADeviceTags } from "./list-mfa-device-tags.ts";
import { listMFADevices } from "./list-mfa-devices.ts";
import { listOpenIDConnectProviderTags } from "./list-open-id-connect-provider-tags.ts";
import { listOpenIDConnectProviders } from "./list-open-id-connect-providers.ts";
import { listPolicies } from "./list-policies.ts";
import { listPolicySummaries } from "./list-policy-summaries.ts";
import { listPolicyTags } from "./list-policy-tags.ts";
import { listPolicyVersions } from "./list-policy-versions.ts";
import { listRolePolicies } from "./list-role-policies.ts";
import { listRoleSummaries } from "./list-role-summaries.ts";
import { listRoleTags } from "./list-role-tags.ts";
import { listRoles } from "./list-roles.ts";
import { listSAMLProviderTags } from "./list-saml-provider-tags.ts";
import { listSAMLProviders } from "./list-saml-providers.ts";
import { listServiceSpecificCredentials } from "./list-service-specific-credentials.ts";
import { listSessions } from "./list-sessions.ts";
import { listSigningCertificates } from "./list-signing-certificates.ts";
import { listSSHPublicKeys } from "./list-ssh-public-keys.ts";
import { listUserPolicies } from "./list-user-policies.ts";
import { listUserSummaries } from "./list-user-summaries.ts";
import { listUserTags } from "./list-user-tags.ts";
import { listUserVaultDevices } from "./list-user-vault-devices.ts";
import { listUsers } from "./list-users.ts";
import { listVirtualMFADevices } from "./list-virtual-mfa-devices.ts";
import { pairVaultDevice } from "./pair-vault-device.ts";
import { previewMFARequirement } from "./preview-mfa-requirement.ts";
import { putAuditSetting } from "./put-audit-setting.ts";
import { putFreshFactorSetting } from "./put-fresh-factor-setting.ts";
import { putGroupPolicy } from "./put-group-policy.ts";
import { putIdentityProviderMFARule } from "./put-identity-provider-mfa-rule.ts";
import { putMFARequirement } from "./put-mfa-requirement.ts";
import { putRolePermissionsBoundary } from "./put-role-permissions-boundary.ts";
import { putRolePolicy } from "./put-role-policy.ts";
import { putUserPermissionsBoundary } from "./put-user-permissions-boundary.ts";
import { putUserPolicy } from "./put-user-policy.ts";
import { putVault } from "./put-vault.ts";
import { removeClientIDFromOpenIDConnectProvider } from "./remove-client-id-from-open-id-connect-provider.ts";
import { removeGroup } from "./remove-group.ts";
import { removeMFADevice } from "./remove-mfa-device.ts";
import { removeRole } from "./remove-role.ts";
import { removeUser } from "./remove-user.ts";
import { removeUserFromGroup } from "./remove-user-from-group.ts";
import { removeUserVaultDevice } from "./remove-user-vault-device.ts";
import { removeVaultDevice } from "./remove-vault-device.ts";
import { requestEmailChange } from "./request-email-change.ts";
import { resetRootMFA } from "./reset-root-mfa.ts";
import { resyncMFADevice } from "./resync-mfa-device.ts";
import { resyncOwnMFADevice } from "./resync-own-mfa-device.ts";
import { revokeRoleSessions } from "./revoke-role-sessions.ts";
import { revokeUserSessions } from "./revoke-user-sessions.ts";
import { setConsolePassword } from "./set-console-password.ts";
import { setDefaultPolicyVersion } from "./set-default-policy-version.ts";
import { setRootEmail } from "./set-root-email.ts";
import { signOut } from "./sign-out.ts";
import { simulateCustomPolicy } from "./simulate-custom-policy.ts";
import { simulatePrincipalPolicy } from "./simulate-principal-policy.ts";
import { startVaultPairing } from "./start-vault-pairing.ts";
import { tagMFADevice } from "./tag-mfa-device.ts";
import { tagOpenIDConnectProvider } from "./tag-open-id-connect-provider.ts";
import { tagPolicy } from "./tag-policy.ts";
import { tagRole } from "./tag-role.ts";
import { tagSAMLProvider } from "./tag-saml-provider.ts";
import { tagUser } from "./tag-user.ts";
import { turnOffVaultSync } from "./turn-off-vault-sync.ts";
import { unlockCodes } from "./unlock-codes.ts";
import { untagMFADevice } from "./untag-mfa-device.ts";
import { untagOpenIDConnectProvider } from "./untag-open-id-connect-provider.ts";
import { untagPolicy } from "./untag-policy.ts";
import { untagRole } from "./untag-role.ts";
import { untagSAMLProvider } from "./untag-saml-provider.ts";
import { untagUser } from "./untag-user.ts";
import { updateAccessKey } from "./update-access-key.ts";
import { updateAccountName } from "./update-account-name.ts";
import { updateAccountPasswordPolicy } from "./update-account-password-policy.ts";
import { updateAssumeRolePolicy } from "./update-assume-role-policy.ts";
import { updateGroup } from "./update-group.ts";
import { updateLoginProfile } from "./update-login-profile.ts";
import { updateOpenIDConnectProviderThumbprint } from "./update-open-id-connect-provider-thumbprint.ts";
import { updateRole } from "./update-role.ts";
import { updateRoleDescription } from "./update-role-description.ts";
import { updateRootPassword } from "./update-root-password.ts";
import { updateSAMLProvider } from "./update-saml-provider.ts";
import { updateUser } from "./update-user.ts";
import { useModernPasswordRules } from "./use-modern-password-rules.ts";

const all = [
  cancelMFAEnrolment,
  cancelSignIn,
  changePasswordAtSignIn,
  confirmFactor,
  confirmRecovery,
  continueRecovery,
  createFirstAccount,
  finishEnrolmentAtSignIn,
  finishMFAEnrolment,
  getSignIn,
  requestPasswordReset,
  resetPassword,
  resyncAtSignIn,
  sendRecoveryEmail,
  showEnrolmentAtSignIn,
  skipEnrolmentAtSignIn,
  showMFAEnrolment,
  signIn,
  startMFAEnrolment,
  submitEnrolmentCode,
  submitMFACode,
  addUserToGroup,
  createAccessKey,
  decodeAuthorizationMessage,
  deleteAccessKey,
  getAccessKeyInfo,
  getAccessKeyLastUsed,
  getCallerIdentity,
  getSessionToken,
  listAccessKeys,
  updateAccessKey,
  addUser,
  changePassword,
  createAccountAlias,
  createAccount,
  createGroup,
  createLoginProfile,
  createUser,
  createVirtualMFADevice,
  deactivateMFADevice,
  deleteAccountAlias,
  deleteAccountPasswordPolicy,
  deleteGroup,
  deleteLoginProfile,
  deleteUser,
  deleteVirtualMFADevice,
  enableMFADevice,
  endSession,
  getAccountAuthorizationDetails,
  getAccountPasswordPolicy,
  getAccountSummary,
  getConsoleContext,
  getDashboard,
  getFederationToken,
  getGroup,
  getLoginProfile,
  getMFADevice,
  getMyCredentials,
  getPasswordRules,
  getFreshFactorSetting,
  getAuditSetting,
  putFreshFactorSetting,
  putAuditSetting,
  getMFARequirement,
  putMFARequirement,
  deleteMFARequirement,
  previewMFARequirement,
  getUserSummary,
  getUser,
  keepAlive,
  listAccountAliases,
  listAccounts,
  listGroupSummaries,
  listGroupsForUser,
  listGroups,
  listKnownActions,
  listMFADeviceDetails,
  listMFADeviceTags,
  listMFADevices,
  listSessions,
  listUserSummaries,
  listSSHPublicKeys,
  listSigningCertificates,
  listServiceSpecificCredentials,
  listUserTags,
  listUsers,
  listVirtualMFADevices,
  removeGroup,
  removeMFADevice,
  removeUserFromGroup,
  removeUser,
  requestEmailChange,
  confirmEmailChange,
  cancelEmailChange,
  resetRootMFA,
  resyncMFADevice,
  resyncOwnMFADevice,
  setConsolePassword,
  signOut,
  tagMFADevice,
  tagUser,
  unlockCodes,
  updateAccountPasswordPolicy,
  useModernPasswordRules,
  untagMFADevice,
  untagUser,
  updateAccountName,
  updateGroup,
  updateLoginProfile,
  updateRootPassword,
  updateUser,
  generateCredentialReport,
  getCredentialReport,
  getCredentialReportProgress,
  listCredentialSummaries,
  listEvents,
  checkPolicy,
  getGroupPermissions,
  getPolicySummary,
  getUserPermissions,
  listPolicySummaries,
  putUserPolicy,
  getUserPolicy,
  deleteUserPolicy,
  listUserPolicies,
  putGroupPolicy,
  getGroupPolicy,
  deleteGroupPolicy,
  listGroupPolicies,
  attachUserPolicy,
  detachUserPolicy,
  listAttachedUserPolicies,
  assumeRole,
  attachGroupPolicy,
  detachGroupPolicy,
  listAttachedGroupPolicies,
  createPolicy,
  getPolicy,
  listPolicies,
  deletePolicy,
  createPolicyVersion,
  getPolicyVersion,
  listPolicyVersions,
  deletePolicyVersion,
  setDefaultPolicyVersion,
  setRootEmail,
  listEntitiesForPolicy,
  tagPolicy,
  untagPolicy,
  listPolicyTags,
  putUserPermissionsBoundary,
  deleteUserPermissionsBoundary,
  simulatePrincipalPolicy,
  simulateCustomPolicy,
  getContextKeysForCustomPolicy,
  getContextKeysForPrincipalPolicy,
  createRole,
  getRole,
  listRoles,
  updateRole,
  updateRoleDescription,
  listInstanceProfilesForRole,
  updateAssumeRolePolicy,
  deleteRole,
  tagRole,
  untagRole,
  listRoleTags,
  putRolePolicy,
  getRolePolicy,
  deleteRolePolicy,
  listRolePolicies,
  attachRolePolicy,
  detachRolePolicy,
  listAttachedRolePolicies,
  putRolePermissionsBoundary,
  deleteRolePermissionsBoundary,
  addRole,
  removeRole,
  revokeRoleSessions,
  revokeUserSessions,
  listRoleSummaries,
  getRoleSummary,
  getRolePermissions,
  createOpenIDConnectProvider,
  getOpenIDConnectProvider,
  listOpenIDConnectProviders,
  deleteOpenIDConnectProvider,
  addClientIDToOpenIDConnectProvider,
  removeClientIDFromOpenIDConnectProvider,
  updateOpenIDConnectProviderThumbprint,
  tagOpenIDConnectProvider,
  untagOpenIDConnectProvider,
  listOpenIDConnectProviderTags,
  putIdentityProviderMFARule,
  getIdentityProviderMFARule,
  assumeRoleWithWebIdentity,
  getVaultSync,
  startVaultPairing,
  removeVaultDevice,
  listUserVaultDevices,
  removeUserVaultDevice,
  turnOffVaultSync,
  pairVaultDevice,
  getVault,
  putVault,
  leaveVaultSync,
  createSAMLProvider,
  getSAMLProvider,
  updateSAMLProvider,
  listSAMLProviders,
  deleteSAMLProvider,
  tagSAMLProvider,
  untagSAMLProvider,
  listSAMLProviderTags,
  assumeRoleWithSAML,
] as const;

type Declared = (typeof all)[number];

export type OperationName = Declared["name"];

export type Operations = {
  readonly [Name in OperationName]: Extract<Declared, { readonly name: Name }>;
};

/** Every operation by its name. */
export const operations = Object.fromEntries(
  all.map((one) => [one.name, one]),
) as unknown as Operations;
