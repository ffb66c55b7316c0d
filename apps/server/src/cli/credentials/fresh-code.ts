// A code is sent once, whatever came of it: a second time it would be refused, and be counted as a guess.

import { createHash, randomBytes } from "node:crypto";
import { secondsUntilNextStep, stepAt } from "@sallyport/otp";
import { OperatorFault } from "@sallyport/platform";
import type { Cache, SentCode } from "./cache.ts";
import type { CodeSource } from "./code-source.ts";

export interface CodeWanted {
  readonly source: CodeSource;
  readonly cache: Pick<Cache, "lastSent" | "saveSent">;
  /** The server's time. */
  readonly now: () => number;
  readonly say: (text: string) => void;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** A code that was not sent before, written down as sent before it is. Waits for the next one where it must, and says so. */
export async function takeFreshCode({
  source,
  cache,
  now,
  say,
  wait,
}: CodeWanted): Promise<string> {
  const { periodSeconds } = source;
  const last = await cache.lastSent();
  const step = () => stepAt(now(), periodSeconds);
  if (last !== undefined && isRecent(last, step())) {
    while (step() <= last.step) {
      const seconds =
        (last.step - step()) * periodSeconds + secondsUntilNextStep(now(), periodSeconds);
      say(
        `A code was sent a moment ago, and is good once. Waiting ${seconds} s for the next one.\n`,
      );
      await wait(seconds * 1000);
    }
  }
  const code = await source.code(now());
  if (last !== undefined && digestOf(code, last.salt) === last.digest) {
    throw new OperatorFault(
      "That code was sent before, and is good once. Run the command again and type the next one.",
    );
  }
  const salt = randomBytes(16).toString("hex");
  await cache.saveSent({ step: step(), salt, digest: digestOf(code, salt) });
  return code;
}

/** A step of hours to come was written down by another clock: nobody waits for that. */
function isRecent(last: SentCode, step: number): boolean {
  return last.step - step <= 2;
}

function digestOf(code: string, salt: string): string {
  return createHash("sha256").update(`${salt} ${code}`).digest("hex");
}
