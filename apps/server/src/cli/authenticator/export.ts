import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { isErrno, systemClock, writePrivateFile } from "@sallyport/platform";
import { entriesOf, exportPlain, exportSealed } from "@sallyport/vault";
import { defineCommand, exitCodes, UsageFault } from "../command.ts";
import { commonHelp, commonOptions, sayingFaults } from "./command.ts";
import { openSecrets } from "./secrets.ts";
import { openVaultFile, vaultPath } from "./vault-file.ts";

export const authenticatorExport = defineCommand({
  name: "authenticator export",
  summary: "writes all accounts of your own virtual MFA device into a file",
  help: `
Usage: sallyport authenticator export --out FILE [options]

  --out FILE           the file, which must not be there yet; for you alone
  --plain              NOT encrypted: a list of otpauth addresses, which any app reads. Whoever
                       sees it has your keys. Without --out it is printed
${commonHelp}

Without --plain the file is encrypted under a passphrase of its own, which is asked for (with
--passphrase-stdin it is the second line), and any Sallyport authenticator opens it.
Ends with 0 when it is done, 3 when there is such a file, 2 or 1 otherwise.
`,
  options: { ...commonOptions, out: { type: "string" }, plain: { type: "boolean" } },
  run: (values, terminal) =>
    sayingFaults(async () => {
      const isPlain = values.plain === true;
      if (values.out === undefined && !isPlain) throw new UsageFault("--out is missing.");
      const out = values.out && resolve(terminal.currentDirectory, values.out);
      if (out && (await isThere(out))) {
        terminal.stderr.write(`sallyport: There is a file ${out} already. Nothing was written.\n`);
        return exitCodes.exists;
      }
      const secrets = openSecrets(terminal, { fromStdin: values["passphrase-stdin"] === true });
      const { vault } = await openVaultFile(vaultPath(values.vault, terminal), secrets);
      const { contents } = vault;
      if (isPlain) {
        terminal.stderr.write("This is not encrypted: whoever sees it has your keys.\n");
        if (!out) {
          terminal.stdout.write(exportPlain(contents));
          return exitCodes.done;
        }
      }
      const bytes = isPlain
        ? exportPlain(contents)
        : await exportSealed({
            contents,
            passphrase: await secrets.choose("Passphrase of the export"),
            atMs: systemClock.now(),
          });
      if (out) await writePrivateFile(out, bytes);
      const accounts = entriesOf(contents).length;
      terminal.stdout.write(
        values.json === true
          ? `${JSON.stringify({ file: out, accounts, encrypted: !isPlain })}\n`
          : `Accounts in ${out}: ${accounts}\n`,
      );
      return exitCodes.done;
    }),
});

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}
