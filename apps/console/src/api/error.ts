import type { ConsoleError } from "@sallyport/console-api/contract";

type AnsweredError = ConsoleError["error"];

/** What the server says, or what the client says in its place: no answer at all, or one that is not the server's. */
export type ErrorCode = AnsweredError["code"] | "NetworkError" | "UnexpectedAnswer";

/** What one field of an input is told. `name` is the input's member, e.g. `userName` or `tags.1.member.key`. */
export type FieldViolation = AnsweredError["fields"][number];

export interface ApiErrorBody extends Partial<Omit<AnsweredError, "code" | "message">> {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A refusal by the server, or the lack of any answer. Switch on `code`, never on the message. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  /** 0 when no answer came. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly fields: readonly FieldViolation[];
  readonly mfaWouldHelp: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly details: NonNullable<AnsweredError["details"]>;

  constructor(status: number, body: ApiErrorBody, options?: ErrorOptions) {
    super(body.message, options);
    this.status = status;
    this.code = body.code;
    this.requestId = body.requestId;
    this.fields = body.fields ?? [];
    this.mfaWouldHelp = body.mfaWouldHelp ?? false;
    this.retryAfterSeconds = body.retryAfterSeconds;
    this.details = body.details ?? {};
  }
}

/** True for a refusal with one of these codes. */
export function isRefusal(error: unknown, ...codes: readonly ErrorCode[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}
