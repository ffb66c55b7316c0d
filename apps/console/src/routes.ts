/**
 * Every address of the console, as a typed function: no path is written twice.
 * The paths are whole (they begin with /console), so that a link's `href` is also what the router is told.
 */

export const userTabs = ["permissions", "groups", "tags", "security_credentials"] as const;
export type UserTab = (typeof userTabs)[number];

export const groupTabs = ["users", "permissions"] as const;
export type GroupTab = (typeof groupTabs)[number];

export const roleTabs = ["permissions", "trust", "tags", "sessions"] as const;
export type RoleTab = (typeof roleTabs)[number];

export const policyTabs = ["document", "versions", "holders", "tags"] as const;
export type PolicyTab = (typeof policyTabs)[number];

export const credentialsSections = [
  "password",
  "mfa",
  "access-keys",
  "authenticator-sync",
] as const;
export type CredentialsSection = (typeof credentialsSections)[number];

/** What the router matches; `:name` is read with `nameFrom`. */
export const patterns = {
  dashboard: "/console",
  users: "/console/users",
  addUsers: "/console/add-users",
  user: "/console/users/:name",
  groups: "/console/groups",
  group: "/console/groups/:name",
  roles: "/console/roles",
  createRole: "/console/create-role",
  role: "/console/roles/:name",
  identityProviders: "/console/identity-providers",
  identityProvider: "/console/identity-providers/details",
  policies: "/console/policies",
  createPolicy: "/console/policies/create",
  policy: "/console/policies/details",
  editPolicy: "/console/policies/edit",
  policySimulator: "/console/policy-simulator",
  credentialReport: "/console/credential-report",
  eventHistory: "/console/event-history",
  accountSettings: "/console/account-settings",
  securityCredentials: "/console/security-credentials",
  account: "/console/account",
} as const;

export const toDashboard = (): string => "/console/";
export const toUsers = (): string => patterns.users;
export const toAddUsers = (): string => patterns.addUsers;
export const toGroups = (): string => patterns.groups;
export const toRoles = (): string => patterns.roles;
export const toCreateRole = (): string => patterns.createRole;
export const toIdentityProviders = (): string => patterns.identityProviders;
export const toPolicies = (): string => patterns.policies;
export const toCreatePolicy = (): string => patterns.createPolicy;
export const toEventHistory = (): string => patterns.eventHistory;
export const toAccountSettings = (): string => patterns.accountSettings;
/** All users, or those alone that something is to be done about. */
export const toCredentialReport = (show?: "noMfa" | "oldKey" | "unusedPassword"): string =>
  show === undefined ? patterns.credentialReport : `${patterns.credentialReport}?show=${show}`;
export const toAccount = (): string => patterns.account;

/** In the query of a page with access keys: the id of the one whose profile for AWS clients is shown. */
export const keyParameter = "clients";

/** One's own credentials, with one of the sections open. */
export function toSecurityCredentials(section?: CredentialsSection): string {
  const path = patterns.securityCredentials;
  return section === undefined ? path : `${path}#${section}`;
}

export function toUser(userName: string, tab?: UserTab): string {
  const path = `${patterns.users}/${segmentOf(userName)}`;
  return tab === undefined ? path : `${path}?tab=${tab}`;
}

export function toGroup(groupName: string, tab?: GroupTab): string {
  const path = `${patterns.groups}/${segmentOf(groupName)}`;
  return tab === undefined ? path : `${path}?tab=${tab}`;
}

export function toRole(roleName: string, tab?: RoleTab): string {
  const path = `${patterns.roles}/${segmentOf(roleName)}`;
  return tab === undefined ? path : `${path}?tab=${tab}`;
}

/** An identity provider's ARN is in the query: an issuer has slashes. */
export function toIdentityProvider(arn: string): string {
  return `${patterns.identityProvider}?arn=${encodeURIComponent(arn)}`;
}

/** A policy's ARN is in the query: two may have one name, and an ARN has slashes. */
export function toPolicy(arn: string, tab?: PolicyTab): string {
  const path = `${patterns.policy}?arn=${encodeURIComponent(arn)}`;
  return tab === undefined ? path : `${path}&tab=${tab}`;
}

export function toEditPolicy(arn: string): string {
  return `${patterns.editPolicy}?arn=${encodeURIComponent(arn)}`;
}

/** The simulator, with what it begins with: whose policies or which policy, or all of a question. */
export function toPolicySimulator(
  of: {
    source?: string;
    policy?: string;
    action?: string;
    resource?: string;
    "signed-in"?: "mfa";
    minutes?: string;
  } = {},
): string {
  const query = new URLSearchParams(of).toString();
  return query === "" ? patterns.policySimulator : `${patterns.policySimulator}?${query}`;
}

export function groupTabFrom(query: URLSearchParams): GroupTab {
  const asked = query.get("tab");
  return groupTabs.find((tab) => tab === asked) ?? groupTabs[0];
}

export function roleTabFrom(query: URLSearchParams): RoleTab {
  const asked = query.get("tab");
  return roleTabs.find((tab) => tab === asked) ?? roleTabs[0];
}

export function policyTabFrom(query: URLSearchParams): PolicyTab {
  const asked = query.get("tab");
  return policyTabs.find((tab) => tab === asked) ?? policyTabs[0];
}

/** Sign-in, outside the console; afterwards the person is brought back to `returnTo`. */
export function toSignIn(returnTo?: string): string {
  return returnTo === undefined ? "/signin" : `/signin?return=${encodeURIComponent(returnTo)}`;
}

/** The name in a path's `:name`, undoing `segmentOf`. */
export function nameFrom(segment: string | undefined): string {
  return (segment ?? "").replace(/^~/, "");
}

/** The tab an address asks for; an unknown one is the first. */
export function userTabFrom(query: URLSearchParams): UserTab {
  const asked = query.get("tab");
  return userTabs.find((tab) => tab === asked) ?? userTabs[0];
}

// "." and ".." are valid names, but a browser resolves them away, written plainly or as %2E. No name contains "~".
function segmentOf(name: string): string {
  return name === "." || name === ".." ? `~${name}` : encodeURIComponent(name);
}
