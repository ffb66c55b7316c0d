import { createLog } from "@sallyport/platform";
import { startServer } from "../compose.ts";
import { readConfig } from "../config.ts";
import { keyLiesInside } from "../data-directory.ts";
import { announceInFile, announceOnTerminal } from "../setup-token.ts";
import { defineCommand, exitCodes } from "./command.ts";
import { keyMade } from "./operator.ts";
import { untilAskedToStop } from "./stop-signal.ts";

export const start = defineCommand({
  name: "start",
  summary: "starts the server",
  help: `
Usage: sallyport start [--new]

  --new     begins anew where the database of a former account is gone
  --help    shows this

Settings are read from the environment: see docs/reference/configuration.md.
`,
  options: { new: { type: "boolean" } },
  async run(values, terminal) {
    const config = readConfig(terminal.env, terminal.currentDirectory);
    const readable = terminal.stdout.isTTY === true;
    const log = createLog({ to: 1, readable });
    const say = (text: string) => terminal.stderr.write(text);
    const stopped = untilAskedToStop();
    const server = await startServer({
      config,
      log,
      beginAnew: values.new === true,
      announcement: (publicUrl) => {
        const invite = () => say(`\n  Make the first account at ${publicUrl}/setup\n`);
        if (terminal.stderr.isTTY === true) {
          return announceOnTerminal((text) => {
            invite();
            say(text);
          });
        }
        return announceInFile(config.dataDirectory, (path) => {
          invite();
          say(`  with the set-up token in ${path} (good for one hour)\n\n`);
        });
      },
    });
    const { installation, publicUrl } = server;
    if (installation.madeKeyFile !== undefined) say(keyMade(installation.madeKeyFile));
    if (keyLiesInside(config.dataDirectory, config.masterKey)) {
      say(
        "Warning: the master key lies inside the data directory, so a copy of the data is a copy of the key.\n",
      );
    }
    if (config.mail.kind === "folder") {
      say(
        `Mail is written to ${config.mail.directory}, not sent: SALLYPORT_SMTP_URL is not set.\n`,
      );
    }
    if (server.authenticatorUrl !== undefined)
      say(`Authenticator app: ${server.authenticatorUrl}\n`);
    say(`Sallyport is ready: ${publicUrl}\n`);
    log.info("ready", { publicUrl, database: config.database.kind });
    await stopped;
    await server.stop();
    log.info("stopped");
    log.flush();
    return exitCodes.done;
  },
});
