import { accessKeys } from "./en/access-keys.ts";
import { account } from "./en/account.ts";
import { accountSettings } from "./en/account-settings.ts";
import { addUsers } from "./en/add-users.ts";
import { common } from "./en/common.ts";
import { confirmFactor } from "./en/confirm-factor.ts";
import { credentialReport } from "./en/credential-report.ts";
import { dashboard } from "./en/dashboard.ts";
import { eventHistory } from "./en/event-history.ts";
import { freshFactor } from "./en/fresh-factor.ts";
import { groups } from "./en/groups.ts";
import { identityProviders } from "./en/identity-providers.ts";
import { mfa } from "./en/mfa.ts";
import { passwordPolicy } from "./en/password-policy.ts";
import { permissions } from "./en/permissions.ts";
import { policies } from "./en/policies.ts";
import { policySimulator } from "./en/policy-simulator.ts";
import { recordedReads } from "./en/recorded-reads.ts";
import { requireMfa } from "./en/require-mfa.ts";
import { roles } from "./en/roles.ts";
import { securityCredentials } from "./en/security-credentials.ts";
import { shell } from "./en/shell.ts";
import { user } from "./en/user.ts";
import { users } from "./en/users.ts";
import { vaultSync } from "./en/vault-sync.ts";

/** Every text of the console in English, gathered from one file a page. A second language is a second such record. */
export const messages = {
  ...common,
  ...shell,
  ...dashboard,
  ...users,
  ...addUsers,
  ...user,
  ...groups,
  ...roles,
  ...identityProviders,
  ...policies,
  ...policySimulator,
  ...permissions,
  ...credentialReport,
  ...eventHistory,
  ...accountSettings,
  ...account,
  ...passwordPolicy,
  ...requireMfa,
  ...freshFactor,
  ...recordedReads,
  ...securityCredentials,
  ...mfa,
  ...accessKeys,
  ...vaultSync,
  ...confirmFactor,
} as const;

export type Messages = typeof messages;
export type MessageKey = keyof Messages;
