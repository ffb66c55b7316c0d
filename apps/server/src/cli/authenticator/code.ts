import { systemClock } from "@sallyport/platform";
import { type Codes, codesAt, entriesOf, markUsed, putItem, titleOf } from "@sallyport/vault";
import { defineCommand, exitCodes, type Terminal, UsageFault } from "../command.ts";
import { commonHelp, commonOptions, sayingFaults } from "./command.ts";
import { findEntry } from "./find-entry.ts";
import { openSecrets } from "./secrets.ts";
import { openVaultFile, saveContents, vaultPath } from "./vault-file.ts";

export const authenticatorCode = defineCommand({
  name: "authenticator code",
  summary: "prints the code of an account of your own virtual MFA device",
  help: `
Usage: sallyport authenticator code NAME [options]

  NAME                 an account, an issuer or a name of your own, or a part that only one has
  --next               prints the next code too, on a second line
${commonHelp}

The code is on standard output, the seconds for which it lasts on standard error. Each HOTP code
is printed once: the counter moves on before it is shown.
`,
  options: { ...commonOptions, next: { type: "boolean" } },
  positionals: ["NAME"],
  run: (values, terminal, [name]) =>
    sayingFaults(async () => {
      if (name === undefined || name === "") throw new UsageFault("NAME is missing.");
      const secrets = openSecrets(terminal, { fromStdin: values["passphrase-stdin"] === true });
      const file = await openVaultFile(vaultPath(values.vault, terminal), secrets);
      const { contents } = file.vault;
      const entry = findEntry(entriesOf(contents), name);
      const atMs = systemClock.now();
      const codes = await codesAt(entry, atMs);
      const withNext = values.next === true;
      if (entry.kind === "hotp") {
        const used = markUsed(entry, atMs);
        await saveContents(file, putItem(contents, withNext ? markUsed(used, atMs) : used));
      }
      if (values.json === true) {
        const shown = { account: titleOf(entry), ...jsonOf(codes, withNext) };
        terminal.stdout.write(`${JSON.stringify(shown)}\n`);
      } else show(codes, withNext, terminal);
      return exitCodes.done;
    }),
});

function jsonOf(codes: Codes, withNext: boolean): object {
  const { code, next } = codes;
  return {
    code,
    ...(withNext && { next }),
    ...(codes.kind === "totp" && { secondsLeft: codes.secondsLeft }),
  };
}

function show(codes: Codes, withNext: boolean, { stdout, stderr }: Terminal): void {
  stdout.write(withNext ? `${codes.code}\n${codes.next}\n` : `${codes.code}\n`);
  if (codes.kind === "totp") stderr.write(`${codes.secondsLeft} s left\n`);
}
