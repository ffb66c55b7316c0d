export type SyncFaultCode =
  /** No network, or no answer. */
  | "unreachable"
  /** The server asks to be left alone for a while. */
  | "busy"
  | "badCode"
  | "tooManyDevices"
  /** The server does not know this device any more. */
  | "removed"
  | "tooLarge"
  /** What is stored there is another vault than the one this device shares. */
  | "otherVault"
  | "damaged"
  /** An answer that nothing of the above explains. */
  | "refused";

/** Why devices are not in step. Nothing that is kept on this device is touched by it. */
export class SyncFault extends Error {
  override readonly name = "SyncFault";
  readonly code: SyncFaultCode;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs?: number;
  constructor(
    code: SyncFaultCode,
    options: { readonly cause?: unknown; readonly retryAfterMs?: number } = {},
  ) {
    super(code, { cause: options.cause });
    this.code = code;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

/** Whether the same may well go through a little later. */
export function isPassing(error: unknown): boolean {
  return error instanceof SyncFault && (error.code === "unreachable" || error.code === "busy");
}
