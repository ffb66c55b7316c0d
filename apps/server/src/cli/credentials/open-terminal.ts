// The terminal behind a `credential_process`: its standard streams belong to the program that called it, so whoever is to be
// asked is asked on /dev/tty.

import { closeSync, openSync } from "node:fs";
import { ReadStream, WriteStream } from "node:tty";
import { OperatorFault } from "@sallyport/platform";
import { openSecrets, type Secrets } from "../authenticator/secrets.ts";
import type { Terminal } from "../command.ts";

export interface Person {
  readonly secrets: Secrets;
  /** Says something that is no question. */
  say(text: string): void;
  close(): void;
}

/** Whoever sits at the terminal, or undefined where there is none (cron, a service, an editor). */
export function findPerson(terminal: Terminal): Person | undefined {
  let descriptors: readonly [number, number];
  try {
    descriptors = [openSync("/dev/tty", "r"), openSync("/dev/tty", "w")];
  } catch {
    return undefined;
  }
  try {
    const stdin = new ReadStream(descriptors[0]);
    const stderr = new WriteStream(descriptors[1]);
    return {
      secrets: openSecrets({ ...terminal, stdin, stderr }, { fromStdin: false }),
      say: (text) => stderr.write(text),
      close: () => {
        stdin.destroy();
        stderr.destroy();
      },
    };
  } catch (error) {
    descriptors.forEach(closeSync);
    throw new OperatorFault("The terminal cannot be read.", { cause: error });
  }
}
