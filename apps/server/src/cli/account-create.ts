import { readConfig } from "../config.ts";
import { rememberAccount } from "../data-directory.ts";
import { defineCommand, exitCodes, type Terminal, UsageFault } from "./command.ts";
import { atOperatorDesk } from "./operator.ts";
import { readPassword } from "./read-password.ts";

export const accountCreate = defineCommand({
  name: "account create",
  summary: "makes an account and its root user",
  help: `
Usage: printf %s "$PASSWORD" | sallyport account create --email E --name N --password-stdin

  --email E           the root user's e-mail address
  --name N            the account's name
  --account-id D      twelve digits; a random number without it
  --password-stdin    reads the root user's password from standard input;
                      one line break at its end is dropped
  --with-access-key   also makes an access key for the root user; its secret is shown this once
  --json              prints the result as one line of JSON
  --new               begins anew where the database of a former account is gone
  --help              shows this

Makes the database and the master key where they are missing, and may run beside a server.
Ends with 0 when it is done, 2 when the call or what it was given is invalid, 3 when such an
account exists, 1 otherwise. Nothing is left half made.
`,
  options: {
    email: { type: "string" },
    name: { type: "string" },
    "account-id": { type: "string" },
    "password-stdin": { type: "boolean" },
    "with-access-key": { type: "boolean" },
    json: { type: "boolean" },
    new: { type: "boolean" },
  },
  optionOf: { email: "--email", accountName: "--name", accountId: "--account-id" },
  async run(values, terminal) {
    const email = required(values.email, "--email");
    const accountName = required(values.name, "--name");
    if (values["password-stdin"] !== true) {
      throw new UsageFault(
        "Give the password on standard input, and say so with --password-stdin.",
      );
    }
    const { dataDirectory } = readConfig(terminal.env, terminal.currentDirectory);
    const password = await readPassword(terminal.stdin);
    const made = await atOperatorDesk(
      { terminal, beginAnew: values.new === true },
      async ({ iam, installation, call }) => {
        const { output } = await iam.perform(
          "CreateAccount",
          call({
            email,
            accountName,
            password,
            ...(values["account-id"] !== undefined && { accountId: values["account-id"] }),
            ...(values["with-access-key"] === true && { withAccessKey: true }),
          }),
        );
        await rememberAccount(dataDirectory);
        return {
          accountId: output.accountId,
          name: output.accountName,
          email: output.email,
          signInUrl: `${installation.settings.publicUrl}/signin/${output.accountId}`,
          ...(output.accessKey !== undefined && {
            accessKey: {
              accessKeyId: output.accessKey.accessKeyId,
              secretAccessKey: output.accessKey.secretAccessKey,
            },
          }),
        };
      },
    );
    if (values.json === true) terminal.stdout.write(`${JSON.stringify(made)}\n`);
    else show(made, terminal);
    return exitCodes.done;
  },
});

function required(value: string | undefined, option: string): string {
  if (value === undefined || value === "") throw new UsageFault(`${option} is missing.`);
  return value;
}

function show(
  made: {
    readonly accountId: string;
    readonly name: string;
    readonly email: string;
    readonly signInUrl: string;
    readonly accessKey?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  },
  terminal: Terminal,
): void {
  terminal.stdout.write(
    `Account ${made.accountId} (${made.name}) is made. Its root user is ${made.email}.\nSign in: ${made.signInUrl}\n`,
  );
  if (made.accessKey === undefined) return;
  terminal.stdout.write(
    `Access key: ${made.accessKey.accessKeyId}\nSecret:     ${made.accessKey.secretAccessKey}  (shown this once)\n`,
  );
}
