/** What one field of an input is told. `name` is the input's member, e.g. `userName` or `tags.1.member.key`. */
export interface FieldViolation {
  readonly name: string;
  readonly message: string;
}

export interface ApiErrorBody {
  readonly code: string;
  readonly message: string;
  readonly requestId?: string;
  readonly fields?: readonly FieldViolation[];
  readonly mfaWouldHelp?: boolean;
  readonly retryAfterSeconds?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A refusal by the server, or the lack of any answer (`NetworkError`). Switch on `code`, never on the message. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly fields: readonly FieldViolation[];
  readonly mfaWouldHelp: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly details: Readonly<Record<string, unknown>>;

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
export function isRefusal(error: unknown, ...codes: readonly string[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}
