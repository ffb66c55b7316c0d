// A refusal becomes bytes here and nowhere else.

import { type ErrorCode, type ErrorFacts, IamError } from "@sallyport/core";
import { WebRefusal } from "@sallyport/web";

const statuses = {
  AccessDenied: 403,
  Busy: 503,
  CodesClosed: 403,
  ConcurrentModification: 409,
  DeleteConflict: 409,
  DeviceNotPaired: 401,
  EnrolmentExpired: 410,
  EntityAlreadyExists: 409,
  ExpiredToken: 400,
  FreshFactorRequired: 403,
  IDPCommunicationError: 400,
  IDPRejectedClaim: 403,
  IncorrectCredentials: 403,
  InvalidAuthenticationCode: 403,
  InvalidClientTokenId: 403,
  InvalidAuthorizationMessage: 400,
  InvalidIdentityToken: 400,
  InvalidInput: 400,
  InvalidPairingCode: 403,
  InvalidParameterValue: 400,
  InvalidUserType: 400,
  LimitExceeded: 409,
  MalformedPolicyDocument: 400,
  NoSuchEntity: 404,
  PackedPolicyTooLarge: 400,
  PasswordPolicyViolation: 400,
  ReportExpired: 410,
  ReportInProgress: 404,
  ReportNotPresent: 410,
  SessionExpired: 401,
  SetupClosed: 409,
  SignInExpired: 410,
  Throttling: 400,
  ValidationError: 400,
  VaultChanged: 412,
} as const satisfies Record<ErrorCode, number>;

export interface RenderedError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: Readonly<Record<string, unknown>> };
  /** Nobody meant this to happen: it goes to the log whole, and the answer says nothing of it. */
  readonly unexpected: boolean;
}

export function renderError(error: unknown, requestId: string): RenderedError {
  if (error instanceof IamError) {
    return {
      status: statuses[error.code],
      headers: retryAfter(error.facts),
      body: { error: { ...described(error, requestId), ...renderFacts(error.facts) } },
      unexpected: false,
    };
  }
  if (error instanceof WebRefusal) {
    const { status, headers } = error;
    return { status, headers, body: { error: described(error, requestId) }, unexpected: false };
  }
  const unknown = { code: "InternalFailure", message: "Something went wrong on the server." };
  return {
    status: 500,
    headers: {},
    body: { error: described(unknown, requestId) },
    unexpected: true,
  };
}

function described(
  { code, message }: { readonly code: string; readonly message: string },
  requestId: string,
) {
  return { code, message, requestId, fields: [] as ErrorFacts["fields"] };
}

function renderFacts(facts: ErrorFacts): Readonly<Record<string, unknown>> {
  const { fields, fault, failuresInARow, refused, mfaWouldHelp, retryAfterSeconds } = facts;
  const details = present({ fault, failuresInARow, refused });
  return {
    ...present({ fields }),
    ...present({ mfaWouldHelp }),
    ...present({ retryAfterSeconds }),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}

function present(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function retryAfter({ retryAfterSeconds }: ErrorFacts): Readonly<Record<string, string>> {
  return retryAfterSeconds === undefined
    ? {}
    : { "retry-after": String(Math.max(1, Math.ceil(retryAfterSeconds))) };
}
