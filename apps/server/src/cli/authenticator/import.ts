import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { OperatorFault, systemClock } from "@sallyport/platform";
import {
  applyImport,
  type EntryDraft,
  type ImportPreview,
  isShortKey,
  newEntryId,
  previewImport,
  readImport,
  recognizeImport,
  titleOf,
} from "@sallyport/vault";
import { defineCommand, exitCodes, type Terminal, UsageFault } from "../command.ts";
import { commonHelp, commonOptions, printable, sayingFaults } from "./command.ts";
import { openSecrets, type Secrets } from "./secrets.ts";
import { openOrMakeVaultFile, saveContents, vaultPath } from "./vault-file.ts";

export const authenticatorImport = defineCommand({
  name: "authenticator import",
  summary: "takes over the accounts of another app's export, or of ours",
  help: `
Usage: sallyport authenticator import FILE [options]

  FILE                 an export of Sallyport, Aegis, 2FAS, Ente or andOTP (encrypted or not),
                       KeePassXC's XML or CSV, Google's codes as texts, or a list of otpauth
                       addresses
  --dry-run            shows what would be added, and adds nothing
${commonHelp}

What is there already is not added again. An encrypted file's passphrase is asked for; with
--passphrase-stdin it is the second line. Makes the vault where there is none.
`,
  options: { ...commonOptions, "dry-run": { type: "boolean" } },
  positionals: ["FILE"],
  run: (values, terminal, [given]) =>
    sayingFaults(async () => {
      if (given === undefined || given === "") throw new UsageFault("FILE is missing.");
      const bytes = await read(resolve(terminal.currentDirectory, given));
      recognizeImport(bytes); // before a passphrase is asked for in vain
      const secrets = openSecrets(terminal, { fromStdin: values["passphrase-stdin"] === true });
      const atMs = systemClock.now();
      const file = await openOrMakeVaultFile(vaultPath(values.vault, terminal), secrets, atMs);
      const reading = await readWithPassphrase(bytes, secrets);
      const preview = previewImport(reading, file.vault.contents);
      const isChange = preview.added.length + preview.restored.length > 0;
      const isDry = values["dry-run"] === true;
      if (isChange && !isDry) {
        const options = { atMs, newId: newEntryId };
        await saveContents(file, applyImport(file.vault.contents, preview, options));
      }
      if (values.json === true) {
        const result = { format: reading.format, ...jsonOf(preview) };
        terminal.stdout.write(`${JSON.stringify(result)}\n`);
      } else show(preview, terminal, isDry ? heads.dry : heads.done);
      return exitCodes.done;
    }),
});

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new OperatorFault(`There is no file ${path}.`, { cause: error });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorFault(`The file cannot be read: ${reason}.`, { cause: error });
  }
}

async function readWithPassphrase(bytes: Uint8Array, secrets: Secrets) {
  const { needsPassphrase } = recognizeImport(bytes);
  if (!needsPassphrase) return readImport(bytes);
  return readImport(bytes, { passphrase: await secrets.ask("Passphrase of the file") });
}

function jsonOf({ added, restored, duplicates, refused }: ImportPreview): object {
  return {
    added: added.map(titleOf),
    restored: restored.map(({ existing }) => titleOf(existing)),
    duplicates: duplicates.map(({ draft }) => titleOf(draft)),
    refused: refused.map(({ title, reason }) => ({ title, reason })),
  };
}

/** What a person should know of it, though its service takes no other key. */
function markOf(draft: EntryDraft): string {
  return isShortKey(draft) ? " (its key is short, and so easier to guess than most)" : "";
}

const heads = {
  done: { added: "Added", restored: "From the trash" },
  dry: { added: "Would be added", restored: "Would come from the trash" },
} as const;

function show(
  { added, restored, duplicates, refused }: ImportPreview,
  terminal: Terminal,
  head: (typeof heads)[keyof typeof heads],
): void {
  const lines = [
    ...added.map((draft) => `${head.added}: ${printable(titleOf(draft))}${markOf(draft)}`),
    ...restored.map(({ existing }) => `${head.restored}: ${printable(titleOf(existing))}`),
    ...duplicates.map(({ draft }) => `There already: ${printable(titleOf(draft))}`),
    ...refused.map(({ title, message }) => `Left out: ${printable(title)}. ${message}`),
  ];
  terminal.stdout.write(lines.map((line) => `${line}\n`).join(""));
}
