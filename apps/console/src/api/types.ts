/** The console's view of the API: operation by operation, what goes in and what comes out. */

/** An instant as the API writes it, e.g. `2026-11-24T06:46:08Z`. */
export type IsoInstant = string;

/** Actions the reader may not do, each with the sentence to show on the disabled control. */
export type Denied = Readonly<Record<string, string>>;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface User {
  readonly path: string;
  readonly userName: string;
  readonly userId: string;
  readonly arn: string;
  readonly createDate: IsoInstant;
  readonly passwordLastUsed?: IsoInstant;
  readonly tags?: readonly Tag[];
}

export interface Group {
  readonly path: string;
  readonly groupName: string;
  readonly groupId: string;
  readonly arn: string;
  readonly createDate: IsoInstant;
}

export interface GroupReference {
  readonly groupName: string;
  readonly path: string;
  readonly arn: string;
}

export type MfaKind = "virtual";

export interface MfaDeviceDetail {
  readonly serialNumber: string;
  readonly name: string;
  readonly kind: MfaKind;
  readonly enableDate: IsoInstant;
  readonly lastUsedAt?: IsoInstant;
  readonly driftSeconds: number;
  readonly status: "inSync" | "outOfSync";
  readonly offsetSeconds?: number;
}

export interface AccessKeyReference {
  readonly accessKeyId: string;
  readonly status: "Active" | "Inactive";
  readonly createDate: IsoInstant;
}

export interface LoginProfile {
  readonly userName: string;
  readonly createDate: IsoInstant;
  readonly passwordResetRequired: boolean;
}

export type Person =
  | { readonly kind: "root"; readonly arn: string; readonly hasMFA: boolean }
  | {
      readonly kind: "user";
      readonly userName: string;
      readonly arn: string;
      readonly hasMFA: boolean;
    };

export interface SessionTimes {
  readonly createdAt: IsoInstant;
  readonly expiresAt: IsoInstant;
  readonly idleExpiresAt: IsoInstant;
  readonly idleSeconds: number;
  readonly mfaAuthenticatedAt?: IsoInstant;
  readonly passwordAt?: IsoInstant;
}

export interface ConsoleContext {
  readonly accountId: string;
  readonly accountName: string;
  readonly accountAlias?: string;
  readonly signInUrl: string;
  readonly person: Person;
  readonly isManager: boolean;
  readonly session: SessionTimes;
  readonly codesClosed: boolean;
  readonly serverTime: IsoInstant;
  readonly authenticatorUrl?: string;
  readonly denied: Denied;
}

export interface UserSummary {
  readonly userName: string;
  readonly path: string;
  readonly arn: string;
  readonly userId: string;
  readonly createDate: IsoInstant;
  readonly groups: readonly string[];
  readonly lastActivity?: IsoInstant;
  readonly mfa: readonly MfaKind[];
  /** In days; absent without a console password. */
  readonly passwordAge?: number;
  readonly passwordChangedAt?: IsoInstant;
  readonly consoleAccess: boolean;
  /** In days; absent without an active key. */
  readonly activeKeyAge?: number;
}

export interface UserDetail {
  readonly user: User;
  readonly groups: readonly GroupReference[];
  readonly loginProfile?: {
    readonly createDate: IsoInstant;
    readonly changedAt: IsoInstant;
    readonly passwordResetRequired: boolean;
    readonly lastUsedAt?: IsoInstant;
  };
  readonly mfaDevices: readonly MfaDeviceDetail[];
  readonly accessKeys: readonly AccessKeyReference[];
  readonly tags: readonly Tag[];
  readonly signInUrl: string;
  readonly isSelf: boolean;
  /** Sentences: what this user may do today, and why. */
  readonly permissionsFrom: readonly string[];
  readonly codesClosed: boolean;
  readonly denied: Denied;
}

export interface GroupSummary {
  readonly groupName: string;
  readonly path: string;
  readonly arn: string;
  readonly createDate: IsoInstant;
  readonly userCount: number;
}

export interface ConsoleSession {
  readonly sessionId: string;
  readonly current: boolean;
  readonly createdAt: IsoInstant;
  readonly lastSeenAt: IsoInstant;
  readonly expiresAt: IsoInstant;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly mfa: boolean;
}

export interface Recommendation {
  readonly id: "root-mfa" | "own-mfa" | "root-keys";
  readonly severity: "warning" | "ok";
  readonly title: string;
  readonly text: string;
}

interface Paging {
  readonly marker?: string;
  readonly maxItems?: number;
}

type Page<Items> = Items & { readonly isTruncated: boolean; readonly marker?: string };
type Empty = Readonly<Record<string, never>>;
type OwnOrNamed = { readonly userName?: string };

/** Every operation the console calls. */
export interface Operations {
  // AWS's own
  UpdateUser: {
    input: { userName: string; newPath?: string; newUserName?: string };
    output: Empty;
  };
  TagUser: { input: { userName: string; tags: readonly Tag[] }; output: Empty };
  UntagUser: { input: { userName: string; tagKeys: readonly string[] }; output: Empty };
  DeleteLoginProfile: { input: { userName: string }; output: Empty };
  ChangePassword: { input: { oldPassword: string; newPassword: string }; output: Empty };
  CreateGroup: { input: { groupName: string; path?: string }; output: { group: Group } };
  GetGroup: {
    input: { groupName: string } & Paging;
    output: Page<{ group: Group; users: readonly User[] }>;
  };
  UpdateGroup: {
    input: { groupName: string; newPath?: string; newGroupName?: string };
    output: Empty;
  };
  DeleteGroup: { input: { groupName: string }; output: Empty };
  AddUserToGroup: { input: { groupName: string; userName: string }; output: Empty };
  RemoveUserFromGroup: { input: { groupName: string; userName: string }; output: Empty };
  CreateAccountAlias: { input: { accountAlias: string }; output: Empty };
  DeleteAccountAlias: { input: { accountAlias: string }; output: Empty };

  // Views
  GetConsoleContext: { input: Empty; output: ConsoleContext };
  ListUserSummaries: {
    input: {
      namePrefix?: string;
      sortBy?: "userName" | "createDate";
      descending?: boolean;
    } & Paging;
    output: Page<{ users: readonly UserSummary[]; total: number }>;
  };
  GetUserSummary: { input: { userName: string }; output: UserDetail };
  ListMFADeviceDetails: {
    input: OwnOrNamed;
    output: { mfaDevices: readonly MfaDeviceDetail[]; quota: number; codesClosed: boolean };
  };
  GetMyCredentials: {
    input: Empty;
    output: {
      /** The account's, for its root user. */
      email?: string;
      password: { changedAt?: IsoInstant; lastUsedAt?: IsoInstant };
      mfaDevices: readonly MfaDeviceDetail[];
      accessKeys: readonly AccessKeyReference[];
      quota: number;
      codesClosed: boolean;
    };
  };
  ListSessions: { input: Empty; output: { sessions: readonly ConsoleSession[] } };
  ListGroupSummaries: {
    input: { namePrefix?: string } & Paging;
    output: Page<{ groups: readonly GroupSummary[] }>;
  };
  /** What the reader may not see is left out. */
  GetDashboard: {
    input: Empty;
    output: {
      counts?: { users: number; groups: number };
      rootHasMFA?: boolean;
      selfHasMFA: boolean;
      rootHasAccessKeys?: boolean;
      usersWithoutMFA?: number;
      recommendations: readonly Recommendation[];
    };
  };

  // Sallyport's own
  AddUser: {
    input: {
      userName: string;
      path?: string;
      tags?: readonly Tag[];
      groupNames?: readonly string[];
      createAdministrators?: boolean;
      consoleAccess?: { password?: string; passwordResetRequired?: boolean };
    };
    output: { user: User; signInUrl: string; password?: string };
  };
  SetConsolePassword: {
    input: { userName: string; password?: string; passwordResetRequired?: boolean };
    output: { password?: string; loginProfile: LoginProfile };
  };
  RemoveUser: { input: { userName: string }; output: Empty };
  RemoveMFADevice: { input: OwnOrNamed & { serialNumber: string }; output: Empty };
  ResyncMFADevice: {
    input: {
      userName: string;
      serialNumber: string;
      authenticationCode1: string;
      authenticationCode2: string;
    };
    output: Empty;
  };
  ResyncOwnMFADevice: {
    input: { serialNumber: string; authenticationCode1: string; authenticationCode2: string };
    output: { driftSeconds: number };
  };
  UnlockCodes: { input: OwnOrNamed; output: Empty };
  UpdateRootPassword: { input: { oldPassword: string; newPassword: string }; output: Empty };
  UpdateAccountName: { input: { accountName: string }; output: Empty };
  EndSession: { input: { sessionId: string }; output: Empty };
  SignOut: { input: Empty; output: Empty };
  KeepAlive: { input: Empty; output: { idleExpiresAt: IsoInstant; expiresAt: IsoInstant } };

  // Ceremonies
  StartMFAEnrolment: {
    input: OwnOrNamed & { deviceName: string };
    output: { expiresAt: IsoInstant; deviceName: string; owner: string };
  };
  ShowMFAEnrolment: { input: Empty; output: { qrCodePng: string; secretKey: string } };
  FinishMFAEnrolment: {
    input: { authenticationCode1: string; authenticationCode2: string };
    output: {
      serialNumber: string;
      status: "inSync" | "outOfSync";
      offsetSeconds: number;
      sessionUpgraded: boolean;
      signInAgain: boolean;
    };
  };
  CancelMFAEnrolment: { input: Empty; output: Empty };
  ConfirmFactor: { input: { code: string }; output: { mfaAuthenticatedAt: IsoInstant } };
}

export type Operation = keyof Operations;
export type Input<O extends Operation> = Operations[O]["input"];
export type Output<O extends Operation> = Operations[O]["output"];
