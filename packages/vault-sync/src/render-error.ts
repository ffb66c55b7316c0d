// A refusal becomes bytes here and nowhere else.

import { type ErrorCode, IamError } from "@sallyport/core";
import { WebRefusal } from "@sallyport/web";

/** What the operations behind this door refuse with. */
const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  Busy: 503,
  ConcurrentModification: 409,
  DeviceNotPaired: 401,
  InvalidPairingCode: 403,
  LimitExceeded: 409,
  Throttling: 429,
  ValidationError: 400,
  VaultChanged: 412,
};

export interface RenderedError {
  readonly response: Response;
  /** Nobody meant this to happen: it goes to the log whole, and the answer says nothing of it. */
  readonly unexpected: boolean;
}

export function renderError(error: unknown): RenderedError {
  if (error instanceof WebRefusal) {
    const { status, headers } = error;
    return { response: written(error, status, headers), unexpected: false };
  }
  const status = error instanceof IamError ? statuses[error.code] : undefined;
  if (error instanceof IamError && status !== undefined) {
    const { retryAfterSeconds } = error.facts;
    const headers = {
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
      ...(status === 401 && { "www-authenticate": "Bearer" }),
    };
    return { response: written(error, status, headers), unexpected: false };
  }
  const unknown = { code: "InternalFailure", message: "Something went wrong on the server." };
  return { response: written(unknown, 500, {}), unexpected: true };
}

function written(
  { code, message }: { readonly code: string; readonly message: string },
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  return Response.json({ error: { code, message } }, { status, headers });
}
