// What a journey begins with: a server on an empty directory, or a lab; and what is found beside it on its machine.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { until } from "./patience.ts";
import { makeFolder, runSallyport, spawnSallyport, startSallyport } from "./sallyport.ts";

/** A server as a visitor sees it. */
export interface Served {
  /** What stands in the address bar, without a slash at the end. */
  readonly origin: string;
  stop(): Promise<void>;
}

export interface Installation extends Served {
  readonly dataDirectory: string;
  /** All that the server has printed so far. */
  output(): string;
  /** Runs `sallyport …` beside the server, and answers with what it printed. */
  run(args: readonly string[], stdin?: string): Promise<string>;
}

/** `sallyport start` on an empty directory. */
export async function startEmpty(): Promise<Installation> {
  const folder = await makeFolder();
  const settings = folder.settings();
  const server = await startSallyport(settings);
  return {
    origin: server.origin,
    dataDirectory: settings["SALLYPORT_DATA_DIR"] ?? "",
    output: () => server.output.stdout + server.output.stderr,
    async run(args, stdin = "") {
      const { code, stdout, stderr } = await runSallyport(args, { settings, stdin });
      if (code !== 0) throw new Error(`sallyport ${args.join(" ")} ended with ${code}: ${stderr}`);
      return stdout;
    },
    async stop() {
      await server.stop();
      await folder.remove();
    },
  };
}

export interface Lab extends Served {
  readonly accountId: string;
  readonly root: { readonly email: string; readonly password: string };
  /** By user name. */
  readonly passwords: Readonly<Record<"Admin" | "S3User", string>>;
}

/** `sallyport lab`: an account whose root user, Admin and S3User can sign in. It forgets everything when it stops. */
export async function startLab(): Promise<Lab> {
  const lab = spawnSallyport(["lab"], { settings: { SALLYPORT_LISTEN: "127.0.0.1:0" } });
  const invitation = await new Promise<string>((resolve, reject) => {
    lab.process.stdout?.on("data", () => {
      if (lab.output.stdout.includes("Then set up MFA")) resolve(lab.output.stdout);
    });
    lab.ended.then(({ code, stderr }) => {
      reject(new Error(`the lab ended with ${code}: ${stderr}`));
    }, reject);
  });
  const printed = (pattern: RegExp) => pattern.exec(invitation)?.[1] ?? "";
  return {
    origin: printed(/at (http:\S+?)\/signin\n/),
    accountId: printed(/\/signin\/(\d{12})/),
    root: { email: printed(/e-mail +(\S+)/), password: printed(/password +(\S+)/) },
    passwords: { Admin: printed(/Admin +(\S+) +\(in/), S3User: printed(/S3User +(\S+) +\(in/) },
    async stop() {
      lab.process.kill("SIGTERM");
      await lab.ended;
    },
  };
}

export interface MadeAccount {
  readonly accountId: string;
  readonly email: string;
  readonly password: string;
}

/** An account made with the command line, beside the running server. */
export async function createAccount(
  { run }: Installation,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<MadeAccount> {
  const password = "quiet-Harbour-71-lantern";
  const args = ["account", "create", "--email", email, "--name", name];
  const made = await run([...args, "--password-stdin", "--json"], password);
  const { accountId } = JSON.parse(made) as { accountId: string };
  return { accountId, email, password };
}

/** The set-up token, from the file that the server named, with the file's permissions. */
export function readSetupToken(server: Installation): { token: string; mode: number } {
  const path = /set-up token in (\S+)/.exec(server.output())?.[1] ?? "";
  return { token: readFileSync(path, "utf8").trim(), mode: statSync(path).mode & 0o777 };
}

/** Waits for a mail in the outbox that has this, and answers with the first part of the pattern. */
export async function mailed(server: Installation, pattern: RegExp): Promise<string> {
  return until(`a mail that matches ${pattern}`, async () => {
    const found = readMails(server)
      .map((mail) => pattern.exec(mail))
      .find((match) => match !== null);
    return found?.[1] ?? found?.[0];
  });
}

/** The mails that the server wrote into its outbox, in the order of time. */
function readMails({ dataDirectory }: Installation): readonly string[] {
  const folder = join(dataDirectory, "outbox");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => plainText(readFileSync(join(folder, name), "utf8")));
}

/** Undoes quoted-printable (RFC 2045 §6.7). */
function plainText(mail: string): string {
  return mail
    .replace(/=\r?\n/g, "")
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) =>
      Buffer.from(bytes.replaceAll("=", ""), "hex").toString("utf8"),
    );
}
