import { instant, toIso } from "@sallyport/core";
import { defineCommand, exitCodes } from "./command.ts";
import { atOperatorDesk, type OperatorDesk } from "./operator.ts";

export const accountList = defineCommand({
  name: "account list",
  summary: "lists the accounts",
  help: `
Usage: sallyport account list [--json]

  --json    prints one line of JSON:
            {"accounts":[{"accountId","name","email","alias" (where there is one),"createDate"},…]}
  --help    shows this
`,
  options: { json: { type: "boolean" } },
  async run(values, terminal) {
    const accounts = await atOperatorDesk({ terminal }, allAccounts);
    if (values.json === true) terminal.stdout.write(`${JSON.stringify({ accounts })}\n`);
    else if (accounts.length === 0) terminal.stderr.write("There is no account yet.\n");
    else terminal.stdout.write(table(accounts));
    return exitCodes.done;
  },
});

interface ListedAccount {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly alias?: string;
  readonly createDate: string;
}

async function allAccounts({ iam, call }: OperatorDesk): Promise<readonly ListedAccount[]> {
  const accounts: ListedAccount[] = [];
  let marker: string | undefined;
  do {
    const { output } = await iam.perform(
      "ListAccounts",
      call(marker === undefined ? {} : { marker }),
    );
    for (const { accountId, accountName, email, accountAlias, createDate } of output.accounts) {
      accounts.push({
        accountId,
        name: accountName,
        email,
        ...(accountAlias !== undefined && { alias: accountAlias }),
        createDate: toIso(instant(createDate)),
      });
    }
    marker = output.marker;
  } while (marker !== undefined);
  return accounts;
}

function table(accounts: readonly ListedAccount[]): string {
  const rows = [
    ["ACCOUNT", "NAME", "ROOT USER", "ALIAS", "CREATED"],
    ...accounts.map(({ accountId, name, email, alias, createDate }) => [
      accountId,
      name,
      email,
      alias ?? "-",
      createDate,
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
