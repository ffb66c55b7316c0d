import { type Entry, entriesOf, isShortKey } from "@sallyport/vault";
import { defineCommand, exitCodes } from "../command.ts";
import { commonHelp, commonOptions, printable, sayingFaults } from "./command.ts";
import { openSecrets } from "./secrets.ts";
import { openVaultFile, vaultPath } from "./vault-file.ts";

export const authenticatorList = defineCommand({
  name: "authenticator list",
  summary: "lists the accounts of your own virtual MFA device, without their keys",
  help: `
Usage: sallyport authenticator list [options]

${commonHelp}
`,
  options: commonOptions,
  run: (values, terminal) =>
    sayingFaults(async () => {
      const secrets = openSecrets(terminal, { fromStdin: values["passphrase-stdin"] === true });
      const { vault } = await openVaultFile(vaultPath(values.vault, terminal), secrets);
      const entries = entriesOf(vault.contents);
      if (values.json === true) {
        terminal.stdout.write(`${JSON.stringify({ accounts: entries.map(describe) })}\n`);
      } else if (entries.length === 0) terminal.stderr.write("There is no account yet.\n");
      else terminal.stdout.write(table(entries));
      return exitCodes.done;
    }),
});

/** Everything but the key. */
function describe(entry: Entry): object {
  const { id, kind, issuer, account, name, group, hash, digits } = entry;
  const moving =
    entry.kind === "totp" ? { periodSeconds: entry.periodSeconds } : { counter: entry.counter };
  const shortKey = isShortKey(entry);
  return { id, issuer, account, name, group, kind, hash, digits, ...moving, shortKey };
}

function table(entries: readonly Entry[]): string {
  const rows = [
    ["ISSUER", "ACCOUNT", "NAME", "GROUP", "KIND"],
    ...entries.map(({ issuer, account, name, group, kind }) =>
      [issuer, account, name ?? "", group ?? "", kind.toUpperCase()].map(
        (cell) => printable(cell) || "-",
      ),
    ),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}
