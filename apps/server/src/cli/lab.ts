// A server to try and to teach with: a fresh directory, an account and the people of the walk-through, forgotten at stop.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "@sallyport/platform";
import { type RunningServer, startServer } from "../compose.ts";
import { readConfig } from "../config.ts";
import { type LabPeople, makeLab } from "../lab.ts";
import { requireLoopback } from "../loopback.ts";
import { defineCommand, exitCodes } from "./command.ts";
import { untilAskedToStop } from "./stop-signal.ts";

export const lab = defineCommand({
  name: "lab",
  summary: "starts a server with sample users, for trying and teaching",
  help: `
Usage: sallyport lab

  Starts a server on a fresh directory with an account, the IAM user Admin in the group
  Administrators, and the IAM user S3User in the group s3GROUP, and prints how to sign in.
  Passwords are made anew each time. It listens on this machine only, and forgets
  everything when it stops.

  --help    shows this
`,
  options: {},
  async run(_values, terminal) {
    const directory = await mkdtemp(join(tmpdir(), "sallyport-lab-"));
    try {
      const config = readConfig(labEnvironment(terminal.env, directory), terminal.currentDirectory);
      requireLoopback(config, {
        who: "The lab",
        instead: "leave SALLYPORT_LISTEN on 127.0.0.1",
      });
      const log = createLog({ to: 1, readable: terminal.stdout.isTTY === true, level: "warn" });
      const stopped = untilAskedToStop();
      let people: LabPeople | undefined;
      const server = await startServer({
        config,
        log,
        beginAnew: false,
        lab: true,
        announcement: () => ({ show: async () => {}, withdraw: async () => {} }),
        beforeOpening: async (parts) => {
          people = await makeLab(parts);
        },
      });
      if (people !== undefined) terminal.stdout.write(invitation(people, server));
      await stopped;
      await server.stop();
      log.flush();
      return exitCodes.done;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
});

/** Where it listens may be chosen; what it stores and with which key may not. */
function labEnvironment(env: Readonly<Record<string, string | undefined>>, directory: string) {
  const kept = [
    "SALLYPORT_LISTEN",
    "SALLYPORT_PUBLIC_URL",
    "SALLYPORT_AUTHENTICATOR_URL",
    "SALLYPORT_TOTP_WINDOW",
    "SALLYPORT_USERS_QUOTA",
    "SALLYPORT_IAM_REGIONS",
  ].map((name) => [name, env[name]] as const);
  return {
    ...Object.fromEntries(kept),
    SALLYPORT_DATA_DIR: join(directory, "data"),
    SALLYPORT_MASTER_KEY_FILE: join(directory, "master.key"),
  };
}

function invitation(people: LabPeople, server: RunningServer): string {
  const { publicUrl, authenticatorUrl } = server;
  const app = authenticatorUrl === undefined ? "" : `, or Sallyport's own at ${authenticatorUrl}`;
  const users = people.users.map(
    ({ userName, groupName, password }) =>
      `    ${userName.padEnd(8)} ${password}   (in ${groupName})`,
  );
  return `
  Sallyport lab, for trying and teaching. Everything is forgotten when it stops (Ctrl-C).

  Sign in as the root user at ${publicUrl}/signin
    e-mail   ${people.root.email}
    password ${people.root.password}

  Sign in as an IAM user at ${people.signInUrl}
${users.join("\n")}

  Then set up MFA: click the account's name at the upper right, "My Security Credentials".
  Any authenticator app will do${app}.

  For AWS's clients make an access key on that page; their endpoint URL is ${publicUrl}.

`;
}
