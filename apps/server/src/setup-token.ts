// The set-up token (security rule 24): whoever makes the first account in the browser shows that they can see the server's
// terminal or its data directory. It goes there and nowhere else, never into the log.
//
// It is kept in this process alone. Of several servers on one PostgreSQL each has its own, which is good on that server; there
// the first account is better made with `sallyport account create`.

import { rm } from "node:fs/promises";
import { type Clock, type Digests, HOUR, type Instant, later, type Random } from "@sallyport/core";
import { writePrivateFile } from "@sallyport/platform";
import { setupTokenFile } from "./data-directory.ts";

const tokenBytes = 32;
export const setupTokenLifetime = HOUR;

export interface SetupToken {
  /** Whether it is this token, and its hour is not over. Takes the same time for every wrong text. */
  check(text: string): boolean;
  /** Makes a new one, announces it, and forgets the one before. */
  renew(): Promise<void>;
  /** The first account is made: no token is good any more. */
  close(): Promise<void>;
}

/** Where the person at the machine finds it. */
export interface Announcement {
  show(token: string): Promise<void>;
  withdraw(): Promise<void>;
}

export function createSetupToken({
  clock,
  random,
  digests,
  announcement,
}: {
  readonly clock: Clock;
  readonly random: Random;
  readonly digests: Digests;
  readonly announcement: Announcement;
}): SetupToken {
  let current: { readonly hash: Uint8Array; readonly expiresAt: Instant } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function renew(): Promise<void> {
    if (closed) return;
    clearTimeout(timer);
    const token = Buffer.from(random.bytes(tokenBytes)).toString("base64url");
    current = {
      hash: digests.sha256(token),
      expiresAt: later(clock.now(), setupTokenLifetime),
    };
    await announcement.show(token);
    // Somebody who starts the server in the evening finds a good token in the morning.
    timer = setTimeout(() => void renew().catch(() => undefined), setupTokenLifetime);
    timer.unref();
  }

  return {
    check(text) {
      const hash = digests.sha256(text.trim());
      return (
        current !== undefined &&
        digests.equal(hash, current.hash) &&
        clock.now() < current.expiresAt
      );
    },
    renew,
    async close() {
      closed = true;
      current = undefined;
      clearTimeout(timer);
      await announcement.withdraw();
    },
  };
}

/** For people at a terminal. */
export function announceOnTerminal(write: (text: string) => void): Announcement {
  return {
    show: async (token) => write(`\n  Set-up token (good for one hour):\n\n    ${token}\n\n`),
    withdraw: async () => {},
  };
}

/** For servers without one: a file for its owner alone; only its path is said. */
export function announceInFile(directory: string, say: (path: string) => void): Announcement {
  const path = setupTokenFile(directory);
  return {
    async show(token) {
      await writePrivateFile(path, `${token}\n`);
      say(path);
    },
    withdraw: () => rm(path, { force: true }),
  };
}
