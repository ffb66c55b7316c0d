import { instant, toIso } from "@sallyport/core";
import { defineCommand, exitCodes, UsageFault } from "./command.ts";
import { atOperatorDesk } from "./operator.ts";

export const rootResetMfa = defineCommand({
  name: "root reset-mfa",
  summary: "lets a root user in again whose MFA devices are lost (break-glass)",
  help: `
Usage: sallyport root reset-mfa --account ID

  --account ID   the account's twelve digits
  --json         prints the result as one line of JSON
  --help         shows this

Ends the root user's sessions and tokens, removes its MFA devices and prints a one-time enrolment
code, good for one hour. Until that code is typed at sign-in, together with the password, the root
user can neither sign in nor set up a device. Recorded in the account's trail with your name.
`,
  options: { account: { type: "string" }, json: { type: "boolean" } },
  optionOf: { accountId: "--account" },
  async run(values, terminal) {
    if (values.account === undefined) throw new UsageFault("--account is missing.");
    const accountId = values.account;
    const made = await atOperatorDesk({ terminal }, async ({ iam, installation, call }) => {
      const { output } = await iam.perform("ResetRootMFA", call({ accountId }));
      return {
        accountId,
        enrolmentCode: output.enrolmentCode,
        expiresAt: toIso(instant(output.expiresAt)),
        removedDevices: output.removedDevices,
        signInUrl: `${installation.settings.publicUrl}/signin/${accountId}`,
      };
    });
    if (values.json === true) terminal.stdout.write(`${JSON.stringify(made)}\n`);
    else {
      terminal.stdout.write(
        `Enrolment code: ${made.enrolmentCode}\n\nMFA devices removed: ${made.removedDevices}. The code is good once, until ${made.expiresAt}. Sign in at ${made.signInUrl} as the root user and type it when asked.\n`,
      );
    }
    return exitCodes.done;
  },
});
