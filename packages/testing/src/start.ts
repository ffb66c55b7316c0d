import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountId } from "@sallyport/core";
import { createLog } from "@sallyport/platform";
import { startServer } from "@sallyport/server/compose";
import { readConfig } from "@sallyport/server/config";
import { requireLoopback } from "@sallyport/server/loopback";
import { codeOf } from "./codes.ts";
import { type AccessKey, makePeople, type People } from "./make-people.ts";
import { createMovingClock } from "./moving-clock.ts";

export type { AccessKey };

export interface StartOptions {
  /** `127.0.0.1:0` by default: any free port. An address that others can reach is refused. */
  readonly listen?: string;
  /**
   * `still` (the default): time stands until `advance`, so a code stays the same however slow the test is.
   * `running`: it goes on with the machine's. For servers that outlive a quarter of an hour, the age at which signatures are refused.
   */
  readonly clock?: "still" | "running";
}

/** A started server, and what a test needs to know of it. */
export interface Sallyport extends People {
  /** For `endpoint` of an AWS SDK: IAM and STS. */
  readonly endpoint: string;
  /** Where people sign in with a browser; its pages are there after `npm run setup`. */
  readonly consoleUrl: string;
  /** What the server takes the time to be. */
  now(): Date;
  /** Moves the server's clock on by so many seconds, and answers with the new time. There is no way back. */
  advance(seconds: number): Date;
  /**
   * The six digits that an MFA device shows now. RFC 6238: a new code comes every 30 seconds, and each is taken once, so
   * `advance(30)` before the next. Takes the base32 key that the console shows while a device is being set up as well, which has
   * no serial number yet. Rejects where there is no such device.
   */
  codeFor(serialNumberOrKey: string): Promise<string>;
  /** Answers what is under way and forgets everything. May be called twice. */
  stop(): Promise<void>;
}

/** Starts a server of its own in this process; several may run at once. Settings in the environment do not touch it. */
export async function startSallyport(options: StartOptions = {}): Promise<Sallyport> {
  const directory = await mkdtemp(join(tmpdir(), "sallyport-testing-"));
  const forget = () => rm(directory, { recursive: true, force: true });
  try {
    return await startIn(directory, options, forget);
  } catch (error) {
    await forget();
    throw error;
  }
}

async function startIn(
  directory: string,
  { listen = "127.0.0.1:0", clock: pace = "still" }: StartOptions,
  forget: () => Promise<void>,
): Promise<Sallyport> {
  const config = readConfig(
    {
      SALLYPORT_LISTEN: listen,
      SALLYPORT_DATABASE: "sqlite::memory:",
      SALLYPORT_DATA_DIR: join(directory, "data"), // mails go to its outbox
      SALLYPORT_MASTER_KEY_FILE: join(directory, "master.key"),
    },
    directory,
  );
  requireLoopback(config, { who: "The test kit", instead: "listen on 127.0.0.1" });
  const clock = createMovingClock({ running: pace === "running" });
  const log = createLog({ to: 2, readable: false, level: "error" });
  let people: People | undefined;
  const server = await startServer({
    config,
    log,
    clock,
    beginAnew: false,
    announcement: () => ({ show: async () => {}, withdraw: async () => {} }),
    beforeOpening: async ({ iam }) => {
      people = await makePeople(iam);
    },
  });
  if (people === undefined) throw new Error("the server opened without its people");
  const { accountId } = people;
  const { store, ports } = server.installation;
  let stopped: Promise<void> | undefined;
  const stopAndForget = async () => {
    try {
      await server.stop();
    } finally {
      await forget();
    }
  };
  return {
    ...people,
    endpoint: addressOf(server.publicUrl, config.listen.host),
    consoleUrl: `${server.publicUrl}/signin/${accountId}`,
    now: () => new Date(clock.now()),
    advance: (seconds) => new Date(clock.advance(seconds)),
    async codeFor(serialNumberOrKey) {
      const source = { store, ports, accountId: accountId as AccountId };
      return codeOf(source, serialNumberOrKey, clock.now());
    },
    stop() {
      stopped ??= stopAndForget();
      return stopped;
    },
  };
}

/** The address that is listened on, so that no client tries another of `localhost` first. */
function addressOf(publicUrl: string, host: string): string {
  const url = new URL(publicUrl);
  url.hostname = host.includes(":") ? `[${host}]` : host;
  return url.origin;
}
