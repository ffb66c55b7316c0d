import { pino } from "pino";
import pretty from "pino-pretty";
import { openLogOutput } from "./log-output.ts";

// The log takes the fields listed here and no others (security rule 31). What a caller passes beyond them is dropped, so that
// no spread of a request, a record or a driver's error can ever carry a cookie, a body or a query string into it.

const textFields = [
  "requestId",
  "door",
  "method",
  "operation",
  "accountId",
  "personId",
  "errorCode",
  "sourceAddress",
  "mailId",
  "listen",
  "publicUrl",
  "database",
  "file",
  "version",
] as const;

const numberFields = ["status", "ms", "attempts", "count", "retryAfterSeconds"] as const;

export type LogFields = {
  readonly [Name in (typeof textFields)[number]]?: string | undefined;
} & {
  readonly [Name in (typeof numberFields)[number]]?: number | undefined;
} & {
  /** The pattern that matched (`/signin/:account`), never the address that was asked for. */
  readonly route?: string | undefined;
  /** The newest block of the audit trail, `<number>:<hash>`: as long as a secret, and none. Nothing of another form is logged. */
  readonly auditHead?: string | undefined;
  /** Logged with its name, message, code, stack and causes; nothing else that hangs on it. */
  readonly error?: unknown;
};

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** Writes what is still waiting to be written. */
  flush(): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

export interface LogOptions {
  /** 1 is standard output, 2 standard error; a path is for tests. */
  readonly to: 1 | 2 | string;
  /** For people on a terminal; otherwise one JSON object a line. */
  readonly readable: boolean;
  readonly level?: LogLevel;
}

/** How long lines wait for others. What tells of trouble is written at once. */
const gatheredForMs = 100;

export function createLog({ to, readable, level = "info" }: LogOptions): Log {
  const settings = {
    level,
    base: null,
    timestamp: timestamps(),
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const stream = readable
    ? pretty({ destination: to, sync: true, singleLine: true, translateTime: "SYS:HH:MM:ss" })
    : openLogOutput(to);
  const logger = pino(settings, stream);
  let waiting: NodeJS.Timeout | undefined;
  const writeNow = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if ("flush" in stream) stream.flush();
  };
  const writeSoon = () => {
    waiting ??= setTimeout(writeNow, gatheredForMs).unref();
  };
  return {
    debug: (event, fields) => {
      if (!logger.isLevelEnabled("debug")) return;
      logger.debug(listed(fields), event);
      writeSoon();
    },
    info: (event, fields) => {
      if (!logger.isLevelEnabled("info")) return;
      logger.info(listed(fields), event);
      writeSoon();
    },
    warn: (event, fields) => {
      logger.warn(listed(fields), event);
      writeNow();
    },
    error: (event, fields) => {
      logger.error(listed(fields), event);
      writeNow();
    },
    flush: () => {
      if ("flushSync" in stream) stream.flushSync();
    },
  };
}

/** ISO 8601 to the millisecond, as pino wants it: what stays the same for a second is written once in it. */
function timestamps(): () => string {
  let second = Number.NaN;
  let text = "";
  return () => {
    const now = Date.now();
    const current = Math.floor(now / 1000);
    if (current !== second) {
      second = current;
      text = `,"time":"${new Date(now).toISOString().slice(0, -4)}`;
    }
    return `${text}${String(now % 1000).padStart(3, "0")}Z"`;
  };
}

const longestText = 300;

function listed(fields: LogFields = {}): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const name of textFields) {
    const value = fields[name];
    if (typeof value === "string") line[name] = scrub(value.slice(0, longestText));
  }
  for (const name of numberFields) {
    const value = fields[name];
    if (typeof value === "number") line[name] = value;
  }
  if (typeof fields.route === "string") {
    line["route"] = scrub(fields.route.replace(/[?#].*$/s, "").slice(0, longestText));
  }
  if (typeof fields.auditHead === "string" && /^\d{1,15}:[0-9a-f]{64}$/.test(fields.auditHead))
    line["auditHead"] = fields.auditHead;
  if (fields.error !== undefined) line["error"] = describeError(fields.error);
  return line;
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

const deepestCause = 4;

function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "Not an Error was thrown." };
  const { code } = error as { code?: unknown };
  const message = safeMessage(error);
  return {
    type: error.name,
    message,
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: safeStack(error.stack) }),
    ...(error.cause === undefined || depth >= deepestCause
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < deepestCause
      ? { errors: error.errors.map((each) => describeError(each, depth + 1)) }
      : {}),
  };
}

/** `JSON.parse` quotes what it was given, and what it was given may be a body. */
function safeMessage(error: Error): string {
  return error instanceof SyntaxError ? "Invalid syntax." : scrub(error.message);
}

/** The frames alone: the first lines repeat the message. */
function safeStack(stack: string): string {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return scrub(frames.map((frame) => frame.trim()).join("\n"));
}

// A 256-bit token has 43 letters, a seed 52 or more, a digest 64; no name of ours is so long. Colour codes and line breaks of
// a stranger's making must not reach a terminal.
const secretShape = /[A-Za-z0-9_-]{40,}/g;
const control = /(?!\n)\p{Cc}/gu;

/** Printable ASCII, too short for a secret and without the mark of a hash: nearly all that is logged, and nothing to hide in it. */
const harmless = /^[ -#%-~]{0,39}$/;

function scrub(text: string): string {
  if (harmless.test(text)) return text;
  return text
    .replaceAll(secretShape, "[hidden]")
    .replaceAll(/\$argon2\S*/g, "[hidden]")
    .replaceAll(control, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
