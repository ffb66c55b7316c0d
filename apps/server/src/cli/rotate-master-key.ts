import { exchangeMasterKey } from "@sallyport/platform";
import { defineCommand, exitCodes } from "./command.ts";
import { atOperatorDesk } from "./operator.ts";

export const rotateMasterKey = defineCommand({
  name: "rotate-master-key",
  summary: "exchanges the master key: the database opens with the new one alone",
  help: `
Usage: sallyport rotate-master-key [--json]

  --json    prints the result as one line of JSON
  --help    shows this

The new master key is the one that is set (SALLYPORT_MASTER_KEY_FILE, SALLYPORT_MASTER_KEY or
SALLYPORT_MASTER_KEY_COMMAND), the old one is set by the same names with SALLYPORT_PREVIOUS_.
Runs beside servers: they take the new key from its file or command within a minute, or go on
with the keys they have until they are restarted with it. One transaction: a run that was
interrupted has changed nothing or everything, and may be run again.

After a leak run sallyport rotate-keys --end-sessions as well.
`,
  options: { json: { type: "boolean" } },
  async run(values, terminal) {
    const exchanged = await atOperatorDesk({ terminal }, ({ installation }) =>
      exchangeMasterKey({
        keyring: installation.store.keyring,
        masterKeys: installation.masterKeys,
      }),
    );
    terminal.stdout.write(
      values.json === true ? `${JSON.stringify({ exchanged })}\n` : tell(exchanged),
    );
    return exitCodes.done;
  },
});

function tell(exchanged: number): string {
  if (exchanged === 0) return "Every key is wrapped under this master key already.\n";
  const keys = exchanged === 1 ? "1 key is" : `${exchanged} keys are`;
  return `${keys} wrapped under the new master key: the old one opens nothing of this database any more.\n`;
}
