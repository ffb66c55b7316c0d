import { execFile } from "node:child_process";
import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { createPrivateFile, isErrno, makePrivateDirectory } from "./atomic-file.ts";
import { splitCommand } from "./command-words.ts";
import { OperatorFault } from "./fault.ts";

// The master key: 32 bytes, everywhere written as one line of base64, so that the key file, the variable and a command's
// output are the same text and a back-up can be typed.

const keyBytes = 32;
const keyText = /^[A-Za-z0-9+/]{43}=\r?\n?$/;
/** Nothing longer can be a key: a wrong path does not read a whole disk. */
const mostFileBytes = 46;
const commandTimeout = 30_000;

/** Where the master key comes from. */
export type MasterKeySource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "command"; readonly command: string };

/** Opaque: gives only keys derived from it, one for each use. */
export interface MasterKey {
  /** HKDF-SHA256 of the master key for this use; the same on every machine. */
  subkey(use: string): KeyObject;
}

export interface LoadedMasterKey {
  readonly masterKey: MasterKey;
  /** The file that was made just now: the operator should back it up. */
  readonly madeFile: string | undefined;
}

/** Reads the master key. `mayMake`: a missing key file is made; without it, it is a fault, because something is sealed already. */
export async function loadMasterKey(
  source: MasterKeySource,
  {
    mayMake,
    variables = "SALLYPORT_MASTER_KEY",
  }: {
    readonly mayMake: boolean;
    /** How the names of its variables begin, for messages. */
    readonly variables?: string;
  },
): Promise<LoadedMasterKey> {
  switch (source.kind) {
    case "text":
      return found(parseKey(source.text, variables));
    case "command": {
      const variable = `${variables}_COMMAND`;
      return found(parseKey(await runCommand(source.command, variable), variable));
    }
    case "file":
      return loadKeyFile(source.path, mayMake);
  }
}

async function loadKeyFile(path: string, mayMake: boolean): Promise<LoadedMasterKey> {
  const present = await readKeyFile(path);
  if (present !== undefined) return found(present);
  if (!mayMake) {
    throw new OperatorFault(
      `The master key file ${path} is missing, and this database was sealed with it. Put it back from your back-up.`,
    );
  }
  const fresh = randomBytes(keyBytes);
  const made = await makeKeyFile(path, fresh);
  if (made) return { masterKey: createMasterKey(fresh), madeFile: path };
  // Another process made it at the same moment: that one counts.
  const theirs = await readKeyFile(path);
  if (theirs === undefined) throw new OperatorFault(`The master key file ${path} cannot be made.`);
  return found(theirs);
}

async function makeKeyFile(path: string, key: Uint8Array): Promise<boolean> {
  try {
    await makePrivateDirectory(dirname(path));
    return await createPrivateFile(path, `${Buffer.from(key).toString("base64")}\n`);
  } catch (error) {
    throw new OperatorFault(`The master key file ${path} cannot be made: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

/** The key in the file; undefined when there is no file. What is checked is the open file, so nobody can swap it in between. */
async function readKeyFile(path: string): Promise<Uint8Array | undefined> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, constants.O_RDONLY);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw new OperatorFault(`The master key file ${path} cannot be read: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  try {
    const { mode, size } = await file.stat();
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) {
      throw new OperatorFault(`The master key file ${path} is not a file.`);
    }
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new OperatorFault(
        `The master key file ${path} can be read by others than its owner. Run: chmod 600 ${path}`,
      );
    }
    if (size > mostFileBytes) {
      throw new OperatorFault(`The master key file ${path} does not hold 32 bytes in base64.`);
    }
    return parseKey(await file.readFile("utf8"), `The master key file ${path}`);
  } finally {
    await file.close();
  }
}

function parseKey(text: string, what: string): Uint8Array {
  if (!keyText.test(text)) throw new OperatorFault(`${what} does not hold 32 bytes in base64.`);
  return Buffer.from(text.trim(), "base64");
}

/** The command's output. Its standard error is ours, its standard input is empty (ours may be carrying a password). */
function runCommand(command: string, variable: string): Promise<string> {
  const [program, ...args] = splitCommand(command) ?? [];
  if (program === undefined) {
    throw new OperatorFault(`${variable} is not a command: a quote does not end.`);
  }
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { timeout: commandTimeout, maxBuffer: 1024, encoding: "utf8" },
      (error, stdout) => {
        // Node puts the whole command line, and the output, into its error: neither belongs into a message.
        if (error === null) resolve(stdout);
        else reject(new OperatorFault(`${variable} failed: ${failureOf(error)}.`));
      },
    );
    child.stderr?.pipe(process.stderr, { end: false });
    child.stdin?.end();
  });
}

function failureOf(error: Error & { code?: unknown; killed?: boolean; signal?: unknown }): string {
  if (error.code === "ENOENT") return "there is no such program";
  if (error.code === "EACCES") return "it may not be run";
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "its output is too long for a key";
  if (error.killed === true) return `it did not end within ${commandTimeout / 1000} seconds`;
  return typeof error.code === "number" ? `it ended with code ${error.code}` : "it was ended";
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
}

function found(key: Uint8Array): LoadedMasterKey {
  return { masterKey: createMasterKey(key), madeFile: undefined };
}

/** Wraps the bytes and wipes them: from here on only derived keys exist outside. */
export function createMasterKey(bytes: Uint8Array): MasterKey {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return {
    // RFC 5869; no salt is needed, the input is already uniform. The use keeps the keys apart.
    subkey: (use) =>
      createSecretKey(
        new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), `sallyport ${use}`, keyBytes)),
      ),
  };
}
