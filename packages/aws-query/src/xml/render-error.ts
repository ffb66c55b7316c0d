// A refusal becomes bytes here and nowhere else.

import { type ErrorCode, IamError } from "@sallyport/core";
import { AwsRefusal } from "../refusal.ts";
import { escapeXml } from "./escape.ts";

interface WireError {
  readonly status: number;
  /** AWS's clients know AWS's codes only: our own are told as the nearest of those. */
  readonly code?: string;
  /** AWS answers this one without a sentence. */
  readonly wordless?: true;
}

const wireErrors = {
  AccessDenied: { status: 403 },
  Busy: { status: 503, code: "ServiceUnavailable" },
  CodesClosed: { status: 403, code: "AccessDenied" },
  ConcurrentModification: { status: 409 },
  DeleteConflict: { status: 409 },
  DeviceNotPaired: { status: 403, code: "AccessDenied" },
  EnrolmentExpired: { status: 403, code: "AccessDenied" },
  EntityAlreadyExists: { status: 409 },
  ExpiredToken: { status: 400, code: "ExpiredTokenException" },
  FreshFactorRequired: { status: 403, code: "AccessDenied" },
  IDPCommunicationError: { status: 400 },
  IDPRejectedClaim: { status: 403 },
  IncorrectCredentials: { status: 403, code: "AccessDenied" },
  InvalidAuthenticationCode: { status: 403 },
  InvalidAuthorizationMessage: { status: 400, code: "InvalidAuthorizationMessageException" },
  InvalidClientTokenId: { status: 403 },
  InvalidIdentityToken: { status: 400 },
  InvalidInput: { status: 400 },
  InvalidPairingCode: { status: 403, code: "AccessDenied" },
  InvalidParameterValue: { status: 400 },
  InvalidUserType: { status: 400 },
  LimitExceeded: { status: 409 },
  MalformedPolicyDocument: { status: 400 },
  NoSuchEntity: { status: 404 },
  PackedPolicyTooLarge: { status: 400 },
  PasswordPolicyViolation: { status: 400 },
  ReportExpired: { status: 410 },
  ReportInProgress: { status: 404 },
  ReportNotPresent: { status: 410, wordless: true },
  SessionExpired: { status: 403, code: "AccessDenied" },
  SetupClosed: { status: 403, code: "AccessDenied" },
  SignInExpired: { status: 403, code: "AccessDenied" },
  Throttling: { status: 400 },
  ValidationError: { status: 400 },
  VaultChanged: { status: 409, code: "ConcurrentModification" },
} as const satisfies Record<ErrorCode, WireError>;

export interface RenderedError {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Nobody meant this to happen: it goes to the log whole, and the answer says nothing of it. */
  readonly unexpected: boolean;
}

export function renderError(
  error: unknown,
  { namespace, requestId }: { readonly namespace: string; readonly requestId: string },
): RenderedError {
  const { status, code, message, headers, unexpected } = describe(error);
  const words = message === undefined ? "" : `<Message>${escapeXml(message)}</Message>`;
  const type = status < 500 ? "Sender" : "Receiver";
  return {
    status,
    headers,
    unexpected,
    body: `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${code}</Code>${words}</Error><RequestId>${requestId}</RequestId></ErrorResponse>\n`,
  };
}

function describe(error: unknown) {
  if (error instanceof AwsRefusal) {
    const { status, code, words: message } = error;
    return { status, code, message, headers: {}, unexpected: false };
  }
  if (error instanceof IamError) {
    const wire: WireError = wireErrors[error.code];
    return {
      status: wire.status,
      code: wire.code ?? error.code,
      message: wire.wordless ? undefined : error.message,
      headers: {
        ...retryAfter(error.facts.retryAfterSeconds),
        // AWS's sentence never says so: whoever looks here knows what to do.
        ...(error.facts.mfaWouldHelp && { "x-sallyport-mfa-would-help": "true" }),
        ...(error.facts.encodedMessage !== undefined && {
          "x-sallyport-authorization-message": error.facts.encodedMessage,
        }),
      },
      unexpected: false,
    };
  }
  return {
    status: 500,
    code: "InternalFailure",
    message: "Something went wrong on the server.",
    headers: {},
    unexpected: true,
  };
}

function retryAfter(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(seconds))) };
}
