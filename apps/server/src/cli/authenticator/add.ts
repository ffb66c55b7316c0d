import { systemClock } from "@sallyport/platform";
import {
  applyImport,
  collectBatch,
  type EntryDraft,
  type Findings,
  isShortKey,
  type MigrationBatch,
  type MigrationProgress,
  newEntryId,
  parseTypedKey,
  previewImport,
  readText,
  titleOf,
} from "@sallyport/vault";
import { defineCommand, exitCodes, UsageFault } from "../command.ts";
import { commonHelp, commonOptions, printable, sayingFaults } from "./command.ts";
import { openSecrets } from "./secrets.ts";
import { openOrMakeVaultFile, saveContents, vaultPath } from "./vault-file.ts";

const ownOptions = {
  issuer: { type: "string" },
  account: { type: "string" },
  algorithm: { type: "string" },
  digits: { type: "string" },
  period: { type: "string" },
  counter: { type: "string" },
  "short-key": { type: "boolean" },
} as const;

export const authenticatorAdd = defineCommand({
  name: "authenticator add",
  summary: "adds an account to your own virtual MFA device",
  help: `
Usage: sallyport authenticator add [--issuer I] [--account A] [options]

Asks for the key, or for an otpauth address with key and names in it, without showing it. With
--passphrase-stdin it is what follows the first line of standard input; several addresses may be
on a line each. Makes the vault where there is none.

  --issuer I           who issued the key
  --account A          whose key it is
  --algorithm H        SHA1 (without it), SHA256 or SHA512
  --digits N           6 (without it) to 10
  --period S           seconds that a code lasts: 30 without it
  --counter C          for HOTP: the counter of the first code
  --short-key          takes a key of fewer than 16 letters, of which a part may be missing
${commonHelp}

Ends with 0 when it is added, 3 when it was there already, 2 when the key is none, 1 otherwise.
`,
  options: { ...commonOptions, ...ownOptions },
  run: (values, terminal) =>
    sayingFaults(async () => {
      const secrets = openSecrets(terminal, { fromStdin: values["passphrase-stdin"] === true });
      const atMs = systemClock.now();
      const file = await openOrMakeVaultFile(vaultPath(values.vault, terminal), secrets, atMs);
      const given = await secrets.rest("Key or otpauth address");
      const preview = previewImport(readGiven(given, values), file.vault.contents);
      const [refused] = preview.refused;
      if (refused) throw new UsageFault(`${printable(refused.title)}: ${refused.message}`);
      const [short] = preview.added.filter(isShortKey);
      if (short && values["short-key"] !== true) throw new UsageFault(shortKeyWords(short));
      const contents = applyImport(file.vault.contents, preview, { atMs, newId: newEntryId });
      const added = [...preview.added, ...preview.restored.map(({ draft }) => draft)];
      if (added.length > 0) await saveContents(file, contents);
      const duplicates = preview.duplicates.map(({ draft }) => draft);
      if (values.json === true) {
        const result = { added: added.map(titleOf), duplicates: duplicates.map(titleOf) };
        terminal.stdout.write(`${JSON.stringify(result)}\n`);
      } else {
        for (const draft of added) terminal.stdout.write(`Added: ${printable(titleOf(draft))}\n`);
        for (const draft of duplicates) {
          terminal.stderr.write(`There already: ${printable(titleOf(draft))}\n`);
        }
      }
      return added.length > 0 ? exitCodes.done : exitCodes.exists;
    }),
});

type Settings = {
  readonly [K in Exclude<keyof typeof ownOptions, "short-key">]?: string | undefined;
};

function shortKeyWords(draft: EntryDraft): string {
  return (
    `The key of ${printable(titleOf(draft))} has only ${draft.secret.byteLength} bytes: a part of it may be missing, ` +
    "and a short key is easy to guess. If it is all of the key, say --short-key."
  );
}

function readGiven(given: string, settings: Settings): Findings {
  if (!/otpauth/i.test(given)) return { drafts: [readKey(given, settings)], refused: [] };
  const read = readText(given);
  switch (read.kind) {
    case "accounts":
      return read;
    case "batches": {
      const progress = wholeExport(read.batches);
      return {
        drafts: [...progress.drafts, ...read.drafts],
        refused: [...progress.refused, ...read.refused],
      };
    }
    case "key":
      return { drafts: [readKey(read.key, settings)], refused: [] };
  }
}

function readKey(key: string, settings: Settings) {
  const { issuer, account, algorithm, digits, period, counter } = settings;
  if (`${issuer ?? ""}${account ?? ""}`.trim() === "") {
    throw new UsageFault("Whose key is it? Say so by --issuer, by --account, or by both.");
  }
  return parseTypedKey({
    key,
    kind: counter === undefined ? "totp" : "hotp",
    ...(issuer !== undefined && { issuer }),
    ...(account !== undefined && { account }),
    ...(algorithm !== undefined && { algorithm }),
    ...(digits !== undefined && { digits }),
    ...(period !== undefined && { periodSeconds: period }),
    ...(counter !== undefined && { counter }),
  });
}

function wholeExport(batches: readonly MigrationBatch[]): MigrationProgress {
  const [first, ...others] = batches;
  if (first === undefined) throw new UsageFault("There is no export code.");
  const progress = others.reduce(collectBatch, collectBatch(undefined, first));
  if (progress.isComplete) return progress;
  const missing = progress.missing.map((index) => index + 1).join(", ");
  throw new UsageFault(
    `Of the ${progress.size} codes of this export these are missing: ${missing}.`,
  );
}
