// What `sallyport credentials` keeps between its runs: sessions until they end, and which code was sent last. For its owner
// alone, in ~/.cache/sallyport/sessions.

import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import {
  isErrno,
  makePrivateDirectory,
  OperatorFault,
  writePrivateFile,
} from "@sallyport/platform";
import * as v from "valibot";
import type { Terminal } from "../command.ts";
import { type FileLock, lockFile } from "../file-lock.ts";
import type { Profile } from "./profile.ts";
import { type Session, sessionSchema } from "./session.ts";

/** The code that was sent last, so that it is not sent again. */
export interface SentCode {
  /** The time step in which it was sent; of a vault's code, the step that it is of. */
  readonly step: number;
  /** Of the code itself, salted: it is spent by then, and good for nothing. */
  readonly digest: string;
  readonly salt: string;
}

const sentSchema = v.object({ step: v.number(), digest: v.string(), salt: v.string() });

const vouchedSchema = v.object({ accessKeyId: v.string(), atMs: v.number() });

export interface Cache {
  session(): Promise<Session | undefined>;
  /** Keeps what the server gave out at that moment. */
  saveSession(session: Session, atMs: number): Promise<void>;
  /** When the server last stood by that session, by this machine's clock. */
  vouchedAt(session: Session): Promise<number | undefined>;
  vouch(session: Session, atMs: number): Promise<void>;
  lastSent(): Promise<SentCode | undefined>;
  saveSent(sent: SentCode): Promise<void>;
  /** Held by whoever asks for a code of this device: others wait, and take what was kept. */
  lock(onWait: () => void): Promise<FileLock>;
}

const longestWaitMs = 10 * 60_000;

/** The cache of a profile. Whatever changes what is asked for (another key, device or role) has a file of its own. */
export async function openCache(profile: Profile, terminal: Terminal): Promise<Cache> {
  const directory = directoryOf(terminal);
  await orSay(`${directory} cannot be made, and sessions are kept there`, async () =>
    makePrivateDirectory(directory),
  );
  await requirePrivate(directory);
  const { endpoint, accessKeyId, mfaSerial, durationSeconds, role } = profile;
  const device = [endpoint.href, mfaSerial ?? accessKeyId];
  const sessionFile = join(directory, `${nameOf([...device, accessKeyId, durationSeconds, role])}`);
  const deviceFile = join(directory, nameOf(device));
  // In a file of its own: whoever notes it late writes over no session that another process has just been given.
  const vouch = ({ accessKeyId: id }: Session, atMs: number) =>
    writePrivateFile(`${sessionFile}.vouched.json`, JSON.stringify({ accessKeyId: id, atMs }));
  return {
    session: () => readJson(`${sessionFile}.session.json`, sessionSchema),
    async saveSession(session, atMs) {
      await writePrivateFile(`${sessionFile}.session.json`, JSON.stringify(session));
      await vouch(session, atMs);
    },
    async vouchedAt({ accessKeyId: id }) {
      const vouched = await readJson(`${sessionFile}.vouched.json`, vouchedSchema);
      return vouched?.accessKeyId === id ? vouched.atMs : undefined;
    },
    vouch,
    lastSent: () => readJson(`${deviceFile}.sent.json`, sentSchema),
    saveSent: (sent) =>
      orSay(`The code was not sent, for it cannot be noted in ${directory}`, () =>
        writePrivateFile(`${deviceFile}.sent.json`, JSON.stringify(sent)),
      ),
    async lock(onWait) {
      const lock = await lockFile(`${deviceFile}.lock`, { longestMs: longestWaitMs, onWait });
      if (lock !== undefined) return lock;
      throw new OperatorFault(
        "Another process has been waiting for a code for ten minutes. Answer its question, or end it.",
      );
    },
  };
}

/** XDG Base Directory Specification. */
function directoryOf({ env }: Terminal): string {
  const { XDG_CACHE_HOME, HOME } = env;
  const isUsable = XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME); // else to be ignored
  const cache = isUsable ? XDG_CACHE_HOME : HOME && join(HOME, ".cache");
  if (!cache) throw new OperatorFault("HOME is not set: there is no place to keep the session.");
  return join(cache, "sallyport", "sessions");
}

/** One that was there before may be open to others: a session that they put in would be used as ours. */
async function requirePrivate(directory: string): Promise<void> {
  const { mode, uid } = await stat(directory);
  const own = process.getuid?.();
  if (own === undefined || ((mode & 0o077) === 0 && uid === own)) return;
  throw new OperatorFault(
    `${directory} must be yours alone, for sessions are kept in it: chmod 700 ${directory}`,
  );
}

async function orSay(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorFault(`${what}: ${reason}.`, { cause: error });
  }
}

function nameOf(parts: unknown): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** What is not there, or is not what was written, counts as nothing. */
async function readJson<S extends v.GenericSchema>(
  path: string,
  schema: S,
): Promise<v.InferOutput<S> | undefined> {
  try {
    const read = v.safeParse(schema, JSON.parse(await readFile(path, "utf8")));
    return read.success ? read.output : undefined;
  } catch (error) {
    if (isErrno(error, "ENOENT") || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
