import { policyLimits } from "../access/limits.ts";
import { accountOf } from "../identity/locate.ts";
import { rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { counts, struct } from "../schema/schema.ts";

/** AWS's quotas for what Sallyport does not store yet, so that every key of the map is there. */
const fixedQuotas = {
  AccessKeysPerUserQuota: 2,
  AssumeRolePolicySizeQuota: policyLimits.trustSize,
  AttachedPoliciesPerGroupQuota: policyLimits.attachedPerHolder,
  AttachedPoliciesPerRoleQuota: policyLimits.attachedPerHolder,
  AttachedPoliciesPerUserQuota: policyLimits.attachedPerHolder,
  GlobalEndpointTokenVersion: 1,
  GroupPolicySizeQuota: policyLimits.inlineSize.group,
  InstanceProfilesQuota: 1000,
  PoliciesQuota: policyLimits.policiesPerAccount,
  PolicySizeQuota: policyLimits.managedSize,
  PolicyVersionsInUseQuota: 10_000,
  RolePolicySizeQuota: policyLimits.inlineSize.role,
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
  UserPolicySizeQuota: policyLimits.inlineSize.user,
  VersionsPerPolicyQuota: policyLimits.versionsPerPolicy,
} as const;

export const getAccountSummary = defineOperation({
  name: "GetAccountSummary",
  kind: "aws",
  summary: "Counts what the account has, and whether its root user has MFA.",
  readOnly: true,
  input: struct({}),
  output: struct({ summaryMap: counts }),
  permissions: () => [{ action: "iam:GetAccountSummary", resource: "*" }],
  run: async ({ tx, caller, settings }) => {
    const accountId = accountOf(caller);
    const root = { accountId, personId: rootPersonId(accountId) };
    const devices = await tx.devices.count(accountId);
    const policies = await tx.policies.count(accountId);
    return {
      summaryMap: {
        ...fixedQuotas,
        AccountAccessKeysPresent: (await tx.accessKeys.listOf(root)).length > 0 ? 1 : 0,
        AccountMFAEnabled: (await tx.devices.listOf(root)).length > 0 ? 1 : 0,
        AccountPasswordPresent: (await tx.loginProfiles.find(root)) === undefined ? 0 : 1,
        AccountSigningCertificatesPresent: 0,
        Groups: await tx.groups.count(accountId),
        GroupsPerUserQuota: settings.quotas.groupsPerUser,
        GroupsQuota: settings.quotas.groupsPerAccount,
        InstanceProfiles: 0,
        MFADevices: devices.all,
        MFADevicesInUse: devices.assigned,
        Policies: policies.policies,
        PolicyVersionsInUse: policies.versions,
        Providers:
          (await tx.identityProviders.list(accountId, "oidc")).length +
          (await tx.identityProviders.list(accountId, "saml")).length,
        Roles: await tx.roles.count(accountId),
        RolesQuota: settings.quotas.rolesPerAccount,
        ServerCertificates: 0,
        Users: await tx.people.countUsers(accountId),
        UsersQuota: settings.quotas.usersPerAccount,
      },
    };
  },
  record: { request: [] },
});
