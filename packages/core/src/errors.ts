// Every way the domain says no. Callers switch on codes, never on sentences; doors turn codes into statuses.

/** One field's fault: `name` is the input member, `tags.1.member.key` for elements. */
export interface FieldError {
  readonly name: string;
  readonly message: string;
}

export const errorCodes = [
  "AccessDenied",
  "Busy",
  "CodesClosed",
  "ConcurrentModification",
  "DeleteConflict",
  "DeviceNotPaired",
  "EnrolmentExpired",
  "EntityAlreadyExists",
  "ExpiredToken",
  "FreshFactorRequired",
  "IDPCommunicationError",
  "IDPRejectedClaim",
  "IncorrectCredentials",
  "InvalidAuthenticationCode",
  "InvalidAuthorizationMessage",
  "InvalidClientTokenId",
  "InvalidIdentityToken",
  "InvalidInput",
  "InvalidPairingCode",
  "InvalidParameterValue",
  "InvalidUserType",
  "LimitExceeded",
  "MalformedPolicyDocument",
  "NoSuchEntity",
  "PackedPolicyTooLarge",
  "PasswordPolicyViolation",
  "ReportExpired",
  "ReportInProgress",
  "ReportNotPresent",
  "SessionExpired",
  "SetupClosed",
  "SignInExpired",
  "Throttling",
  "ValidationError",
  "VaultChanged",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What was wrong with a code or a pair, as far as the asker may know (security rule 12). */
export type CodeFault = "wrong" | "used" | "identical" | "reversed" | "notConsecutive" | "unknown";

export interface ErrorFacts {
  readonly fields?: readonly FieldError[];
  readonly fault?: CodeFault;
  readonly retryAfterSeconds?: number;
  readonly mfaWouldHelp?: boolean;
  /** What was not allowed, where a policy would have to: for whoever asks the simulator why. */
  readonly refused?: { readonly action: string; readonly resource: string };
  /** Why, in full, sealed: for sts:DecodeAuthorizationMessage. */
  readonly encodedMessage?: string;
  /** After several failures in a row the page offers resync or asks which device. */
  readonly failuresInARow?: number;
}

/** A refusal in the domain's words. `cause` is for the log; it is never sent. */
export class IamError extends Error {
  override readonly name = "IamError";
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.facts = facts;
  }
}

const waitWords = (seconds: number) =>
  seconds >= 120 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`;

/** Every refusal that more than one operation gives, in AWS's words where AWS has them. */
export const refusals = {
  accessDenied: (
    principal: string,
    action: string,
    resource: string,
    reason: string,
    facts: ErrorFacts = {},
  ) =>
    new IamError(
      "AccessDenied",
      `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${reason}`.trimEnd(),
      facts,
    ),
  noSuchUser: (name: string) =>
    new IamError("NoSuchEntity", `The user with name ${name} cannot be found.`),
  noSuchGroup: (name: string) =>
    new IamError("NoSuchEntity", `The group with name ${name} cannot be found.`),
  noSuchRole: (name: string) =>
    new IamError("NoSuchEntity", `The role with name ${name} cannot be found.`),
  noSuchDevice: (serial: string) =>
    new IamError("NoSuchEntity", `MFA Device with serial number ${serial} does not exist.`),
  deviceNotOfUser: () => new IamError("NoSuchEntity", "MFA Device invalid for user."),
  noSuchLoginProfile: (name: string) =>
    new IamError("NoSuchEntity", `Login Profile for User ${name} cannot be found.`),
  noSuchPolicy: (arn: string) => new IamError("NoSuchEntity", `Policy ${arn} was not found.`),
  notAttachable: (arn: string) =>
    new IamError("NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`),
  noSuchPolicyVersion: (arn: string, version: string) =>
    new IamError(
      "NoSuchEntity",
      `Policy ${arn} version ${version} does not exist or is not attachable.`,
    ),
  noSuchInlinePolicy: (kind: string, name: string) =>
    new IamError("NoSuchEntity", `The ${kind} policy with name ${name} cannot be found.`),
  userExists: (name: string) =>
    new IamError("EntityAlreadyExists", `User with name ${name} already exists.`),
  groupExists: (name: string) =>
    new IamError("EntityAlreadyExists", `Group with name ${name} already exists.`),
  roleExists: (name: string) =>
    new IamError("EntityAlreadyExists", `Role with name ${name} already exists.`),
  deviceExists: () => new IamError("EntityAlreadyExists", "MFA device already exists."),
  deviceInUse: () => new IamError("EntityAlreadyExists", "MFA Device is already in use."),
  loginProfileExists: (name: string) =>
    new IamError("EntityAlreadyExists", `Login Profile for user ${name} already exists.`),
  overQuota: (quota: string, limit: number, fields?: readonly FieldError[]) =>
    new IamError(
      "LimitExceeded",
      `Cannot exceed quota for ${quota}: ${limit}`,
      fields && { fields },
    ),
  mustNameUser: () =>
    new IamError(
      "ValidationError",
      "Must specify userName when calling with non-User credentials",
      { fields: [{ name: "userName", message: "Name the user this is for." }] },
    ),
  invalidMarker: () =>
    new IamError("ValidationError", "Invalid Marker.", {
      fields: [{ name: "marker", message: "This page mark is not valid. Start the list again." }],
    }),

  /** AWS has one text for every bad pair; the fault travels beside it where it may be told. */
  invalidPair: (fault: CodeFault = "unknown", message?: string) =>
    new IamError(
      "InvalidAuthenticationCode",
      message ?? "Authentication code for device is not valid.",
      { fault },
    ),
  wrongCode: (failuresInARow: number) =>
    new IamError("InvalidAuthenticationCode", "That code is not valid.", {
      fault: "wrong",
      failuresInARow,
    }),
  usedCode: (retryAfterSeconds: number, failuresInARow: number) =>
    new IamError(
      "InvalidAuthenticationCode",
      "That code was already used. Wait for the next one.",
      { fault: "used", retryAfterSeconds, failuresInARow },
    ),
  waitForCodes: (retryAfterSeconds: number) =>
    new IamError(
      "Throttling",
      `Too many wrong codes. Try again in ${waitWords(retryAfterSeconds)}.`,
      { retryAfterSeconds },
    ),
  codesClosed: () =>
    new IamError(
      "CodesClosed",
      "Too many wrong codes were typed for this identity, so codes are closed here. Use a browser that has signed in before, or ask an administrator to open them again.",
    ),
  tooManyTries: (retryAfterSeconds: number) =>
    new IamError("Throttling", `Too many attempts. Try again in ${waitWords(retryAfterSeconds)}.`, {
      retryAfterSeconds,
    }),
  busy: (retryAfterSeconds: number) =>
    new IamError("Busy", "The server is busy checking passwords. Try again in a moment.", {
      retryAfterSeconds,
    }),

  /** Lost one race after another for the same rows: trying again is safe. */
  concurrentModification: (cause: unknown) =>
    new IamError(
      "ConcurrentModification",
      "Too many others changed the same things at the same time. Nothing was changed: try again.",
      { retryAfterSeconds: 1 },
      cause,
    ),

  incorrectCredentials: () =>
    new IamError(
      "IncorrectCredentials",
      "Your authentication information is incorrect. Please try again.",
    ),
  signInExpired: () =>
    new IamError("SignInExpired", "This sign-in has expired or was ended. Start again."),
  sessionExpired: () => new IamError("SessionExpired", "Your session has ended. Sign in again."),
  enrolmentExpired: () => new IamError("EnrolmentExpired", "This set-up expired, start again."),
  freshFactorRequired: () =>
    new IamError(
      "FreshFactorRequired",
      "This needs a code from your MFA device that is not older than 15 minutes.",
      { mfaWouldHelp: true },
    ),
  /** The same through a signed request, where nobody can be asked on the spot. */
  mfaSessionRequired: (
    principal: string,
    action: string,
    resource: string,
    by: "sts:GetSessionToken" | "sts:AssumeRole",
  ) =>
    new IamError(
      "AccessDenied",
      `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} without a code from an MFA device that is not older than 15 minutes. Call ${by} with SerialNumber and TokenCode, and use the credentials that it answers.`,
      { mfaWouldHelp: true },
    ),
  /** The same of whoever has none: what asks MFA of others is done by those who have it. */
  firstDeviceRequired: () =>
    new IamError(
      "ValidationError",
      "Set up MFA for yourself first: this can be done only in a session with MFA.",
      { mfaWouldHelp: true },
    ),
  tokenInvalid: () =>
    new IamError("InvalidClientTokenId", "The security token included in the request is invalid."),
  /** AWS says the first half and leaves people to wonder. */
  sessionWithoutMfa: () =>
    new IamError(
      "InvalidClientTokenId",
      "The security token included in the request is invalid: it was made without MFA, and such a session cannot call IAM. Call sts:GetSessionToken with SerialNumber and TokenCode.",
      { mfaWouldHelp: true },
    ),
  federationWithoutIam: () =>
    new IamError(
      "InvalidClientTokenId",
      "The security token included in the request is invalid: a federated user's session cannot call IAM.",
    ),
  invalidPairingCode: () =>
    new IamError(
      "InvalidPairingCode",
      "That pairing code is not valid: it was mistyped, used, replaced, or is older than ten minutes. Get a new one in the console.",
    ),
  deviceNotPaired: () =>
    new IamError(
      "DeviceNotPaired",
      "This device is not paired: it was removed, or has not synced for half a year. Pair it again with a new code from the console.",
    ),
  vaultChanged: () =>
    new IamError(
      "VaultChanged",
      "Another device has stored the vault since this one read it. Read it again, merge, and store what comes of it.",
    ),
  /** One text for a role that is not there, trusts somebody else, or is of another account: nobody learns which. */
  federationRefused: (action: string, reason = "") =>
    new IamError("AccessDenied", `Not authorized to perform ${action}${reason}`),
  invalidIdentityToken: (message: string) => new IamError("InvalidIdentityToken", message),
  noSuchOidcProvider: (arn: string) =>
    new IamError("NoSuchEntity", `OpenIDConnect Provider not found for arn ${arn}`),
  /** Of either kind. */
  noSuchProvider: (arn: string) =>
    new IamError("NoSuchEntity", `Identity provider not found for arn ${arn}`),
  oidcProviderExists: (url: string) =>
    new IamError("EntityAlreadyExists", `Provider with url ${url} already exists.`),
  noSuchSamlProvider: (arn: string) =>
    new IamError("NoSuchEntity", `Manifest not found for arn ${arn}`),
  samlProviderExists: (name: string) =>
    new IamError("EntityAlreadyExists", `Provider with name ${name} already exists.`, {
      fields: [{ name: "name", message: "There is an identity provider of this name." }],
    }),
  noSuchAccessKey: (accessKeyId: string) =>
    new IamError("NoSuchEntity", `The Access Key with id ${accessKeyId} cannot be found.`),
  reportNotPresent: () =>
    new IamError("ReportNotPresent", "There is no credential report. Generate one first."),
  reportExpired: () =>
    new IamError(
      "ReportExpired",
      "The credential report is older than four hours. Generate a new one.",
    ),
  reportInProgress: () =>
    new IamError("ReportInProgress", "The credential report is still being generated.", {
      retryAfterSeconds: 1,
    }),
  oldPasswordWrong: () =>
    new IamError("AccessDenied", "The old password was incorrect.", {
      fields: [{ name: "oldPassword", message: "The old password was incorrect." }],
    }),
  /** AWS's sentence for what a policy asks of a user; the reason stands beside the field. `told`: it is also in the sentence. */
  passwordPolicy: (
    reason: string,
    { field, byPolicy, told = false }: { field: string; byPolicy: boolean; told?: boolean },
  ) =>
    new IamError(
      "PasswordPolicyViolation",
      byPolicy
        ? `Password does not conform to the account password policy.${told ? ` ${reason}` : ""}`
        : reason,
      { fields: [{ name: field, message: reason }] },
    ),
  passwordReused: (remembered: number) =>
    new IamError(
      "PasswordPolicyViolation",
      "Policy constraint violation with password reuse prevention during password change.",
      {
        fields: [
          {
            name: "newPassword",
            message: `That is one of your last ${remembered} passwords. Choose another.`,
          },
        ],
      },
    ),
  noPasswordPolicy: (accountId: string) =>
    new IamError(
      "NoSuchEntity",
      `The Password Policy with domain name ${accountId} cannot be found.`,
    ),
  noPasswordPolicyToDelete: () =>
    new IamError("NoSuchEntity", "The account policy with name PasswordPolicy cannot be found."),
} as const;
