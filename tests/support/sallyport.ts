// A real Sallyport: the process that `sallyport start` runs, and the commands beside it, in a throw-away folder.

import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { patienceMs } from "./patience.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const main = join(repository, "apps/server/src/main.ts");

export type Settings = Readonly<Record<`SALLYPORT_${string}`, string>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  /** What ends with the process, however it ends. */
  readonly ended: Promise<Ended>;
  readonly process: ChildProcess;
  readonly output: { readonly stdout: string; readonly stderr: string };
}

export interface Sallyport extends Started {
  /** Where it said that it is reached. */
  readonly origin: string;
  /** Asks it to stop, or ends it by force, and waits until it has ended. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<Ended>;
}

/** As tools/lib/prepare.mjs starts it. */
const flags = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=8"];

/** Starts a command of Sallyport. `through`: a shell line that runs it as `"$@"`, for limits that only a shell sets. */
export function spawnSallyport(
  args: readonly string[],
  {
    settings,
    through,
    stdin = "",
  }: { readonly settings: Settings; readonly through?: string; readonly stdin?: string },
): Started {
  const command = [process.execPath, ...flags, main, ...args];
  const [program = "", ...rest] =
    through === undefined ? command : ["sh", "-c", through, "sh", ...command];
  return watch(spawn(program, rest, { cwd: tmpdir(), env: envOf(settings), stdio: "pipe" }), stdin);
}

/** What runs for a test ends with the test's process, also where a signal ends that; by force, because nobody is left to wait. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

/** A started program with all that it says and how it ends. */
export function watch(child: ChildProcess, stdin = ""): Started {
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
      output[name] += chunk;
    });
  }
  child.stdin?.on("error", () => undefined); // it may end without having read it
  child.stdin?.end(stdin);
  running.add(child);
  const ended = once(child, "close").then(([code, signal]) => {
    running.delete(child);
    return { code, signal, ...output };
  });
  return { ended, process: child, output };
}

/** Starts a server and waits until it is ready. */
export async function startSallyport(
  settings: Settings,
  { args = [], through }: { readonly args?: readonly string[]; readonly through?: string } = {},
): Promise<Sallyport> {
  const started = spawnSallyport(["start", ...args], {
    settings: { SALLYPORT_LISTEN: "127.0.0.1:0", ...settings },
    ...(through === undefined ? {} : { through }),
  });
  const { output, ended, process: child } = started;
  const origin = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`Sallyport did not start:\n${output.stderr}`));
    }, patienceMs);
    const look = () => {
      const ready = /^Sallyport is ready: (\S+)$/m.exec(output.stderr);
      if (ready?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(ready[1]);
    };
    child.stderr?.on("data", look);
    ended.then(({ code }) => {
      clearTimeout(timer);
      reject(new Error(`Sallyport ended with ${code}:\n${output.stderr}`));
    }, reject);
  });
  return {
    ...started,
    origin,
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a command to its end. */
export function runSallyport(
  args: readonly string[],
  options: { readonly settings: Settings; readonly stdin?: string; readonly through?: string },
): Promise<Ended> {
  return spawnSallyport(args, options).ended;
}

/** This machine's environment without anybody's settings of Sallyport. */
export function envOf(settings: Settings): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("SALLYPORT_") && name !== "NODE_TEST_CONTEXT",
  );
  return { ...Object.fromEntries(own), ...settings };
}

export interface Folder {
  readonly path: string;
  /** A data directory of that name, its key beside it. */
  settings(name?: string): Settings;
  remove(): Promise<void>;
}

/** A folder of the test's own. */
export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "sallyport-faults-"));
  return {
    path,
    settings: (name = "data") => ({ SALLYPORT_DATA_DIR: join(path, name) }),
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/**
 * A port that is free, and stays so while other tests run: no system gives one below 32768 to whoever asks for any port
 * (`ip_local_port_range` in https://docs.kernel.org/networking/ip-sysctl.html).
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const probe = createServer().listen(port, "127.0.0.1");
  const isFree = await once(probe, "listening").then(
    () => true,
    () => false,
  );
  if (!isFree) return freePort();
  probe.close();
  await once(probe, "close");
  return port;
}
