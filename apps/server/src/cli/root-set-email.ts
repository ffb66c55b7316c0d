import { defineCommand, exitCodes, UsageFault } from "./command.ts";
import { atOperatorDesk } from "./operator.ts";

export const rootSetEmail = defineCommand({
  name: "root set-email",
  summary: "gives an account whose mailbox is lost another e-mail address",
  help: `
Usage: sallyport root set-email --account ID --email ADDRESS

  --account ID     the account's twelve digits
  --email ADDRESS  the new address
  --json           prints the result as one line of JSON
  --help           shows this

The root user signs in with the new address from now on, and notices and recovery links go there.
Ends the root user's sessions and temporary credentials, and the links that were mailed to the
former address. The password, the MFA devices and the access keys stay as they are. Both addresses
are told. Recorded in the account's trail with your name.
`,
  options: {
    account: { type: "string" },
    email: { type: "string" },
    json: { type: "boolean" },
  },
  optionOf: { accountId: "--account", email: "--email" },
  async run(values, terminal) {
    const { account: accountId, email } = values;
    if (accountId === undefined) throw new UsageFault("--account is missing.");
    if (email === undefined) throw new UsageFault("--email is missing.");
    const made = await atOperatorDesk({ terminal }, async ({ iam, installation, call }) => {
      const { output } = await iam.perform("SetRootEmail", call({ accountId, email }));
      return {
        accountId,
        email: output.email,
        formerEmail: output.formerEmail,
        signInUrl: `${installation.settings.publicUrl}/signin/${accountId}`,
      };
    });
    terminal.stdout.write(
      values.json === true
        ? `${JSON.stringify(made)}\n`
        : `The e-mail address of account ${accountId} is now ${made.email}, and was ${made.formerEmail}. Sign in with it at ${made.signInUrl} as the root user.\n`,
    );
    return exitCodes.done;
  },
});
