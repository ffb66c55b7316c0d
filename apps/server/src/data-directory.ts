// The directory that holds the database and the outbox, and the small files beside them by which the commands and a later start
// know what was here.

import { access, constants, readFile, rm, stat } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import {
  isErrno,
  type MasterKeySource,
  makePrivateDirectory,
  OperatorFault,
  writePrivateFile,
} from "@sallyport/platform";

const files = {
  /** This directory once had an account (security rule 24). */
  hadAccount: "had-account",
  /** Where the running server is reached, when it chose its port itself. */
  serverUrl: "server-url",
  setupToken: "setup-token",
} as const;

export const setupTokenFile = (directory: string): string => join(directory, files.setupToken);

/** Makes the directory for its owner alone, or checks that the one that is there can be used. */
export async function prepareDataDirectory(directory: string): Promise<void> {
  try {
    await makePrivateDirectory(directory);
    if (!(await stat(directory)).isDirectory()) {
      throw new OperatorFault(`The data directory ${directory} is not a directory.`);
    }
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof OperatorFault) throw error;
    throw new OperatorFault(`The data directory ${directory} cannot be used: ${codeOf(error)}.`, {
      cause: error,
    });
  }
}

/** Whether a copy of the data directory would be a copy of the key as well (security rule 26). */
export function keyLiesInside(directory: string, key: MasterKeySource): boolean {
  if (key.kind !== "file") return false;
  const way = relative(directory, key.path);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}

const hadAccountText = `There was an account in this data directory. While this file is here, Sallyport refuses an empty database, because
something has happened to the one that was not. To begin anew all the same, start with --new.
`;

/** Remembers that there is an account here. */
export async function rememberAccount(directory: string): Promise<void> {
  const path = join(directory, files.hadAccount);
  if (!(await exists(path))) await writePrivateFile(path, hadAccountText);
}

/** Refuses an empty database where there was an account, unless the operator asks to begin anew. */
export async function refuseEmptied({
  directory,
  anyAccount,
  beginAnew,
}: {
  readonly directory: string;
  readonly anyAccount: boolean;
  readonly beginAnew: boolean;
}): Promise<void> {
  if (anyAccount) return;
  const path = join(directory, files.hadAccount);
  if (!(await exists(path))) return;
  if (!beginAnew) {
    throw new OperatorFault(
      `There was an account in ${directory}, but the database is empty. Check SALLYPORT_DATABASE or restore a back-up; to begin anew, add --new.`,
    );
  }
  await rm(path, { force: true });
}

/** Tells the commands where the running server is reached. */
export async function publishServerUrl(directory: string, url: string): Promise<void> {
  await writePrivateFile(join(directory, files.serverUrl), `${url}\n`);
}

export async function withdrawServerUrl(directory: string): Promise<void> {
  await rm(join(directory, files.serverUrl), { force: true });
}

/** Where the server in this directory was last reached, if one said so and has not stopped since. */
export async function findServerUrl(directory: string): Promise<string | undefined> {
  try {
    return (await readFile(join(directory, files.serverUrl), "utf8")).trim();
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
}
