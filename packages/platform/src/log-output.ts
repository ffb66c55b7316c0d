// Where lines of the log go. Whoever reads them may be slow, or be gone: neither holds the server up, nor keeps it from ending.

import sonicBoom from "sonic-boom";
import { isErrno } from "./atomic-file.ts";

// It is a CommonJS module, whose names Node cannot see.
const { SonicBoom } = sonicBoom;

export interface LogOutput {
  write(line: string): void;
  /** Begins to write what waits. */
  flush(): void;
  /** Writes what waits before it returns, as far as anybody reads it. */
  flushSync(): void;
}

/**
 * On a real output lines are written together, and not while a request waits: each write of its own would cost as much as
 * verifying a signature.
 */
const gathered = {
  sync: false,
  minLength: 4_096,
  /** What waits for a slow reader, or for room on the disk: lines beyond it are lost. */
  maxLength: 2 ** 20,
  /** 100 ms apart. */
  maxWriteRetries: 50,
} as const;

/** 1 is standard output, 2 standard error; a path is for tests, and is written line by line. */
export function openLogOutput(to: 1 | 2 | string): LogOutput {
  const stream = new SonicBoom(
    typeof to === "string" ? { dest: to, sync: true } : { fd: to, ...gathered },
  );
  /** A pipe that is broken stays so. */
  let isBroken = false;
  stream.on("error", (error: Error) => {
    isBroken ||= isErrno(error, "EPIPE"); // a full disk may have room again, and there is nobody to tell
  });
  const output: LogOutput = {
    write(line) {
      if (!isBroken) stream.write(line);
    },
    flush() {
      if (!isBroken) stream.flush();
    },
    flushSync() {
      if (isBroken) return;
      try {
        stream.flushSync();
      } catch {
        isBroken = true; // nobody reads it, or nobody can: the process ends all the same
      }
    },
  };
  process.once("exit", output.flushSync);
  return output;
}
