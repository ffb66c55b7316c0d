import { setTimeout } from "node:timers/promises";
import { OperatorFault, systemClock } from "@sallyport/platform";
import { commonOptions, printable } from "../authenticator/command.ts";
import { openSecrets } from "../authenticator/secrets.ts";
import { vaultPath } from "../authenticator/vault-file.ts";
import { defineCommand, exitCodes, type Terminal, UsageFault } from "../command.ts";
import type { FileLock } from "../file-lock.ts";
import { openSts } from "./ask-sts.ts";
import { type Cache, openCache } from "./cache.ts";
import { askPerson, type CodeSource, readVault } from "./code-source.ts";
import { explainRefusal } from "./explain.ts";
import { takeFreshCode } from "./fresh-code.ts";
import { findPerson, type Person } from "./open-terminal.ts";
import { type Profile, readProfile } from "./profile.ts";
import { isFresh, processOutput, type Session } from "./session.ts";
import { standingOf } from "./standing.ts";

export const credentials = defineCommand({
  name: "credentials",
  summary: "gives AWS's clients a session with MFA (a credential_process)",
  help: `
Usage: sallyport credentials --profile NAME [options]

  --profile NAME       a profile in ~/.aws/config and ~/.aws/credentials, with endpoint_url,
                       mfa_serial and an access key or a source_profile that has one; if there are,
                       duration_seconds, role_arn, role_session_name and external_id count too
  --authenticator E    takes the code from the entry E of "sallyport authenticator"
  --vault PATH         its vault; without it authenticator.vault in ~/.config/sallyport
  --passphrase-stdin   reads the vault's passphrase from the first line of standard input
  --refresh            asks for a new session, though the last one is still good
  --help               shows this

For a line "credential_process = sallyport credentials --profile NAME" in ~/.aws/config. It asks
for the code on the terminal, once, and keeps the session in ~/.cache/sallyport until shortly
before its end, or until the server has ended it: it is asked before a session is given out again,
once a minute at most. No code is sent twice: where one was sent a moment ago, it waits for the
next.
`,
  options: {
    profile: { type: "string" },
    authenticator: { type: "string" },
    vault: commonOptions.vault,
    "passphrase-stdin": commonOptions["passphrase-stdin"],
    refresh: { type: "boolean" },
  },
  async run(values, terminal) {
    if (!values.profile) throw new UsageFault("--profile is missing.");
    if (values.authenticator === undefined && (values.vault ?? values["passphrase-stdin"])) {
      throw new UsageFault("--vault and --passphrase-stdin go with --authenticator.");
    }
    const profile = await readProfile(values.profile, terminal);
    const cache = await openCache(profile, terminal);
    const kept = values.refresh === true ? undefined : await findKept(cache);
    const isEnded = kept !== undefined && (await wasEnded(kept, { profile, cache, terminal }));
    const session =
      kept !== undefined && !isEnded
        ? kept
        : await askAnew({ profile, cache, values, terminal, ended: kept });
    terminal.stdout.write(processOutput(session));
    return exitCodes.done;
  },
});

interface Wanted {
  readonly profile: Profile;
  readonly cache: Cache;
  readonly terminal: Terminal;
  /** A kept session that the server has ended. */
  readonly ended: Session | undefined;
  readonly values: {
    readonly authenticator?: string | undefined;
    readonly vault?: string | undefined;
    readonly "passphrase-stdin"?: boolean | undefined;
    readonly refresh?: boolean | undefined;
  };
}

async function findKept(cache: Cache): Promise<Session | undefined> {
  const kept = await cache.session();
  return kept !== undefined && isFresh(kept, systemClock.now()) ? kept : undefined;
}

/** What the server cannot be asked is not known to have ended: whoever is on a train works on until it expires. */
async function wasEnded(
  kept: Session,
  { profile, cache, terminal }: Pick<Wanted, "profile" | "cache" | "terminal">,
): Promise<boolean> {
  const standing = await standingOf(kept, { profile, cache, now: systemClock.now });
  if (standing.kind === "unknown") {
    terminal.stderr.write(
      `Whether the kept session is still good is not known: ${printable(standing.reason)}\n`,
    );
  }
  return standing.kind === "ended";
}

/** One process asks; those that wanted the same meanwhile take what it was given. */
async function askAnew(wanted: Wanted): Promise<Session> {
  const { cache, values, terminal, ended } = wanted;
  const person = findPerson(terminal);
  const say = sayTo(terminal, person);
  let lock: FileLock | undefined;
  try {
    if (ended !== undefined) say("The server has ended the kept session: a new one is needed.\n");
    lock = await cache.lock(() => say("Another process is asking for the code. Waiting for it.\n"));
    const kept = values.refresh === true ? undefined : await findKept(cache);
    if (kept !== undefined && kept.accessKeyId !== ended?.accessKeyId) return kept;
    const session = await askSts(wanted, person, say);
    await keep(session, cache, say);
    return session;
  } finally {
    lock?.release();
    person?.close();
  }
}

/** A code was spent on it: it is given out even where it cannot be kept. */
async function keep(session: Session, cache: Cache, say: (text: string) => void): Promise<void> {
  try {
    await cache.saveSession(session, systemClock.now());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`The session is given out, but cannot be kept: ${reason}\n`);
  }
}

/** The program that calls this keeps standard error to itself until the end: a person sees only what is on their terminal. */
function sayTo({ stderr }: Terminal, person: Person | undefined): (text: string) => void {
  return (text) => {
    stderr.write(text);
    if (stderr.isTTY !== true) person?.say(text);
  };
}

async function askSts(
  wanted: Wanted,
  person: Person | undefined,
  say: (text: string) => void,
): Promise<Session> {
  const { profile, cache } = wanted;
  const sts = openSts(profile, systemClock.now);
  let source: CodeSource | undefined;
  try {
    await sts.greet();
    const notice = clockNotice(sts.lateMs());
    if (notice !== undefined) say(notice);
    if (profile.mfaSerial === undefined) return await sts.session(undefined);
    source = await openSource(profile.mfaSerial, wanted, person);
    const now = () => systemClock.now() + sts.lateMs();
    return await sts.session(await takeFreshCode({ source, cache, now, say, wait: setTimeout }));
  } catch (error) {
    throw explainRefusal(error, { profile, source });
  }
}

/** The vault that was named, or whoever sits at the terminal. */
async function openSource(
  mfaSerial: string,
  { profile, values, terminal }: Wanted,
  person: Person | undefined,
): Promise<CodeSource> {
  if (values.authenticator !== undefined) {
    const secrets =
      values["passphrase-stdin"] === true
        ? openSecrets(terminal, { fromStdin: true })
        : requirePerson(person, profile, "passphrase").secrets;
    return readVault(vaultPath(values.vault, terminal), values.authenticator, secrets);
  }
  return askPerson(requirePerson(person, profile, "code").secrets, mfaSerial);
}

function requirePerson(
  person: Person | undefined,
  { name }: Profile,
  what: "code" | "passphrase",
): Person {
  if (person !== undefined) return person;
  const other =
    what === "code"
      ? "take the code from a vault with --authenticator"
      : "give the passphrase on standard input with --passphrase-stdin";
  throw new OperatorFault(
    `There is no terminal to ask for the ${what} on. Run "sallyport credentials --profile ${name}" in one first: the session is kept. Or ${other}.`,
  );
}

function clockNotice(lateMs: number): string | undefined {
  if (lateMs === 0) return undefined;
  const seconds = Math.round(Math.abs(lateMs) / 1000);
  const amount = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `This machine's clock is ${amount} ${lateMs > 0 ? "late" : "ahead"}: the server's time is used.\n`;
}
