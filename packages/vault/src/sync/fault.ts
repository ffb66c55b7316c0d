const sentences = {
  unreachable: "The server cannot be reached.",
  busy: "The server asks to wait a while.",
  badCode:
    "The server does not take that pairing code: it is mistyped, was used already, or is older than ten minutes.",
  tooManyDevices: "The server takes no more devices of yours: remove one in the console.",
  removed: "This device was removed in the console, or has not synced for half a year.",
  tooLarge: "The vault is too large for the server.",
  otherVault: "Another vault has taken the place of the synced one.",
  damaged: "The vault that the server has is damaged.",
  refused: "The server gave an answer that makes no sense here.",
} as const;

/** What keeps devices from being in step. */
export type SyncFaultCode = keyof typeof sentences;

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
    super(sentences[code], { cause: options.cause });
    this.code = code;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}
