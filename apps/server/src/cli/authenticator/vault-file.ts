// The vault of `sallyport authenticator`: one file, the same bytes as the app's (docs/reference/vault.md), for its owner alone.

import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import {
  isErrno,
  makePrivateDirectory,
  OperatorFault,
  writePrivateFile,
} from "@sallyport/platform";
import {
  createVault,
  emptyContents,
  mergeVaults,
  type OpenVault,
  openAgain,
  openVault,
  sealVault,
  type VaultContents,
  withContents,
} from "@sallyport/vault";
import type { Terminal } from "../command.ts";
import { lockFile } from "../file-lock.ts";
import type { Secrets } from "./secrets.ts";

export interface VaultFile {
  readonly path: string;
  readonly vault: OpenVault;
  /** Whether the file is there already. */
  readonly isNew: boolean;
}

/** `--vault`, or the user's configuration directory (XDG Base Directory Specification). */
export function vaultPath(given: string | undefined, terminal: Terminal): string {
  if (given !== undefined) return resolve(terminal.currentDirectory, given);
  const { XDG_CONFIG_HOME, HOME } = terminal.env;
  const isUsable = XDG_CONFIG_HOME !== undefined && isAbsolute(XDG_CONFIG_HOME); // else to be ignored
  const config = isUsable ? XDG_CONFIG_HOME : HOME && join(HOME, ".config");
  if (!config) throw new OperatorFault("HOME is not set: say where the vault is with --vault.");
  return join(config, "sallyport", "authenticator.vault");
}

/** Opens the vault that is there. */
export async function openVaultFile(path: string, secrets: Secrets): Promise<VaultFile> {
  const bytes = await findBytes(path);
  if (bytes === undefined) {
    throw new OperatorFault(
      `There is no vault at ${path} yet: "sallyport authenticator add" makes one.`,
    );
  }
  const passphrase = await secrets.ask("Passphrase");
  return { path, vault: await openVault(bytes, { kind: "passphrase", passphrase }), isNew: false };
}

/** Opens the vault, or prepares a new one, which is written when it is first saved. */
export async function openOrMakeVaultFile(
  path: string,
  secrets: Secrets,
  atMs: number,
): Promise<VaultFile> {
  if ((await findBytes(path)) !== undefined) return openVaultFile(path, secrets);
  const passphrase = await secrets.choose("Passphrase of the new vault");
  const ways = [{ kind: "passphrase", passphrase, label: "Passphrase" }] as const;
  const vault = await createVault({ ways: [...ways], contents: emptyContents, atMs });
  return { path, vault, isNew: true };
}

/** Opens the vault that is there; undefined where there is none. */
export async function findVaultFile(
  path: string,
  secrets: Secrets,
): Promise<VaultFile | undefined> {
  return (await findBytes(path)) === undefined ? undefined : openVaultFile(path, secrets);
}

/** Saves the contents, merged with whatever another command has saved since this one opened the vault. */
export async function saveContents(file: VaultFile, contents: VaultContents): Promise<void> {
  await saveVault(file, withContents(file.vault, contents));
}

/** The same for a whole vault. Answers with what was saved. */
export async function saveVault({ path, isNew }: VaultFile, vault: OpenVault): Promise<OpenVault> {
  return write(path, async (bytes) => {
    if (isNew && bytes !== undefined) {
      throw new OperatorFault(`Somebody else has just made a vault at ${path}. Nothing was saved.`);
    }
    return bytes === undefined ? vault : mergeVaults(await openAgain(vault, bytes), vault);
  });
}

/** Saves the vault of other devices where there is none. */
export async function makeVaultFile(path: string, vault: OpenVault): Promise<VaultFile> {
  await saveVault({ path, vault, isNew: true }, vault);
  return { path, vault, isNew: false };
}

/** Puts another vault in the place of this one, with what `bring` makes of the contents that are there by then. */
export async function changeVault(
  { path, vault }: VaultFile,
  next: OpenVault,
  bring: (own: VaultContents) => VaultContents,
): Promise<VaultFile> {
  const changed = await write(path, async (bytes) => {
    const own = bytes === undefined ? vault : await openAgain(vault, bytes);
    return withContents(next, bring(own.contents));
  });
  return { path, vault: changed, isNew: false };
}

/** Replaces the file whole or not at all, while no other command does. */
async function write(
  path: string,
  vaultFrom: (bytes: Uint8Array | undefined) => Promise<OpenVault>,
): Promise<OpenVault> {
  await makePrivateDirectory(dirname(path));
  const lock = await lockFile(`${path}.lock`, { longestMs: 10_000 });
  if (lock === undefined)
    throw new OperatorFault("Another command is saving the vault. Try again.");
  try {
    const vault = await vaultFrom(await findBytes(path));
    await writePrivateFile(path, await sealVault(vault));
    return vault;
  } finally {
    lock.release();
  }
}

async function findBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw new OperatorFault(`The vault at ${path} cannot be read: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
