import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AccountId } from "@sallyport/core";
import { createLog } from "@sallyport/platform";
import { startServer } from "@sallyport/server/compose";
import { readConfig } from "@sallyport/server/config";
import { requireLoopback } from "@sallyport/server/loopback";
import { codeOf } from "./codes.ts";
import type { People, Sallyport, StartOptions } from "./contract.ts";
import { makePeople } from "./make-people.ts";
import { createMovingClock } from "./moving-clock.ts";

/** A packed kit brings the built web apps along; in a checkout they are where they are built. */
const broughtWebApps = fileURLToPath(new URL("../web", import.meta.url));

/** What `startSallyport` promises, on a Node that is known to be right. */
export async function start(options: StartOptions): Promise<Sallyport> {
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
    ...(existsSync(broughtWebApps) && { webApps: broughtWebApps }),
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
