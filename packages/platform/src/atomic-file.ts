import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { link, mkdir, open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";

// Files that hold secrets: readable by their owner alone from the first byte on, and never seen half written.

const ownerOnlyFile = 0o600;
const ownerOnlyDirectory = 0o700;

/** Makes the directory, and those above it, for the owner alone; one that is there is left as it is. */
export async function makePrivateDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: ownerOnlyDirectory });
}

/** Writes the file whole or not at all, replacing an older one. */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = await writeDraft(path, content);
  try {
    await rename(draft, path);
  } catch (error) {
    await unlink(draft);
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** As `writePrivateFile`, but false when somebody else has made the file before: theirs stays. */
export async function createPrivateFile(
  path: string,
  content: string | Uint8Array,
): Promise<boolean> {
  const draft = await writeDraft(path, content);
  try {
    await link(draft, path); // unlike rename, refuses to replace
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
  await syncDirectory(dirname(path));
  return true;
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** A finished, synced file beside the final one, under a name that nobody else can have taken. */
async function writeDraft(path: string, content: string | Uint8Array): Promise<string> {
  const draft = join(dirname(path), `.${randomBytes(12).toString("hex")}.tmp`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = await open(draft, flags, ownerOnlyFile);
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await unlink(draft);
    throw error;
  } finally {
    await file.close();
  }
  return draft;
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
