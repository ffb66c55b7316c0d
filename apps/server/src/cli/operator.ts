import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { type Call, createIam, type Iam } from "@sallyport/core";
import { createLog, OperatorFault } from "@sallyport/platform";
import { readConfig } from "../config.ts";
import { type Installation, openInstallation, publicUrlBesideServer } from "../installation.ts";
import { version } from "../version.ts";
import type { Terminal } from "./command.ts";

/** The operations as whoever stands at the machine with the data: the master key was read to get here. */
export interface OperatorDesk {
  readonly iam: Iam;
  readonly installation: Installation;
  /** The call of an operation with this input. */
  call(input: unknown): Call;
}

/** Opens the installation beside a server that may be running, does the work and lets go again. */
export async function atOperatorDesk<T>(
  { terminal, beginAnew = false }: { readonly terminal: Terminal; readonly beginAnew?: boolean },
  work: (desk: OperatorDesk) => Promise<T>,
): Promise<T> {
  const config = readConfig(terminal.env, terminal.currentDirectory);
  if (config.database.kind === "memory") {
    throw new OperatorFault(
      "SALLYPORT_DATABASE is sqlite::memory:, which nobody but the server itself can reach.",
    );
  }
  const log = createLog({ to: 2, readable: terminal.stderr.isTTY === true, level: "warn" });
  const publicUrl = await publicUrlBesideServer(config);
  const installation = await openInstallation({ config, publicUrl, log, beginAnew });
  try {
    if (installation.madeKeyFile !== undefined) {
      terminal.stderr.write(keyMade(installation.madeKeyFile));
    }
    const { store, ports, settings } = installation;
    const iam = createIam({
      store,
      ports,
      settings,
      afterCommit: () => {}, // mails wait for the server
    });
    const call = (input: unknown): Call => ({
      caller: { kind: "operator", name: operatorName() },
      input,
      context: {
        requestId: randomUUID(),
        door: "command-line",
        sourceAddress: "127.0.0.1",
        userAgent: `sallyport/${version}`,
        browserToken: undefined,
      },
    });
    return await work({ iam, installation, call });
  } finally {
    await installation.close();
    log.flush();
  }
}

export function keyMade(file: string): string {
  return `The master key was made: ${file}\nBack it up, apart from the data: without it nobody reads what the database seals.\n`;
}

/** The operating system's name for whoever runs the command; a container's user may have none. */
function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? "unknown"}`;
  }
}
