/** What the server's contract says of each operation, under the names that the console's pages use. */

import type { ConsoleOperations } from "@sallyport/console-api/contract";

export type Operation = keyof ConsoleOperations;
export type Input<O extends Operation> = ConsoleOperations[O]["input"];
export type Output<O extends Operation> = ConsoleOperations[O]["output"];

export type ConsoleContext = Output<"GetConsoleContext">;
export type Person = ConsoleContext["person"];
export type SessionTimes = ConsoleContext["session"];

/** Actions the reader may not do, each with the sentence to show on the disabled control. */
export type Denied = ConsoleContext["denied"];

export type UserSummary = Output<"ListUserSummaries">["users"][number];
export type MfaKind = UserSummary["mfa"][number];

export type CredentialSummary = Output<"ListCredentialSummaries">["users"][number];

export type UserDetail = Output<"GetUserSummary">;
export type User = UserDetail["user"];
export type Tag = UserDetail["tags"][number];
export type MfaDeviceDetail = UserDetail["mfaDevices"][number];
export type AccessKeyReference = UserDetail["accessKeys"][number];

export type VaultSync = Output<"GetVaultSync">;
export type SyncDevice = VaultSync["devices"][number];

export type Group = UserDetail["groups"][number];
export type GroupSummary = Output<"ListGroupSummaries">["groups"][number];

export type RoleSummary = Output<"ListRoleSummaries">["roles"][number];
export type RoleDetail = Output<"GetRoleSummary">;

export type PolicySummary = Output<"ListPolicySummaries">["policies"][number];
export type PolicyDetail = Output<"GetPolicySummary">;
export type PolicyVersion = PolicyDetail["versions"][number];
export type GroupPermissions = Output<"GetGroupPermissions">;
export type UserPermissions = Output<"GetUserPermissions">;
export type AttachedPolicy = GroupPermissions["attached"][number];
export type InlinePolicy = GroupPermissions["inline"][number];

export type ConsoleSession = Output<"ListSessions">["sessions"][number];
export type Recommendation = Output<"GetDashboard">["recommendations"][number];
