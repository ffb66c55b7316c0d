// A PostgreSQL of the tests' own: a new cluster in a temporary folder, on loopback, behind a password of its own, gone when
// the tests are. It never touches a cluster that this machine runs. fsync stays on: one test kills the server.

import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "./house.mjs";

/** @typedef {{ readonly uid?: number, readonly gid?: number }} Account */

const debianFolder = "/usr/lib/postgresql";
const startTries = 3; // another program may take the free port first
const startSeconds = 60;

/** The folder of PostgreSQL's programs, the newest one on Debian, else wherever the PATH has it. @returns {string | undefined} */
export function findPostgres() {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const debian = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debianFolder, version, "bin"));
  const inPath = (process.env["PATH"] ?? "").split(delimiter);
  return [...debian, ...inPath].find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
}

/**
 * Does the work with the URL of a running cluster, and leaves nothing behind.
 *
 * @template T
 * @param {string} bin the folder that `findPostgres` found
 * @param {(url: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPostgres(bin, work) {
  const account = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), "sallyport-postgres-"));
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let server;
  const remove = () => {
    server?.kill("SIGQUIT"); // at once: nobody will miss the data
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  };
  process.once("exit", remove);
  try {
    const password = createCluster(bin, folder, account);
    const started = await startOnFreePort(bin, folder, account);
    server = started.server;
    return await work(`postgres://sallyport:${password}@127.0.0.1:${started.port}/postgres`);
  } finally {
    process.off("exit", remove);
    await stopped(server);
    remove();
  }
}

/** PostgreSQL refuses to run as root. @returns {Account} */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number.parseInt(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout, 10),
    );
    if (uid && gid) return { uid, gid };
  }
  throw new Refusal(
    "PostgreSQL does not run as root, and there is neither a user postgres nor nobody",
  );
}

/** @param {string} bin @param {string} folder @param {Account} account */
function createCluster(bin, folder, account) {
  const password = randomBytes(16).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(folder, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const args = ["--pgdata=data", "--username=sallyport", `--pwfile=${passwordFile}`];
  const settings = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const { status, stderr } = spawnSync(join(bin, "initdb"), [...args, ...settings], {
    ...account,
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Refusal(`initdb failed: ${stderr}`);
  return password;
}

/** @param {string} bin @param {string} folder @param {Account} account */
async function startOnFreePort(bin, folder, account) {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const { server, log } = start(bin, folder, account, port);
    if (await isReady(server, log)) return { server, port };
    await stopped(server);
    if (tries === startTries) throw new Refusal(`PostgreSQL did not start: ${log.text}`);
  }
}

/** @param {string} bin @param {string} folder @param {Account} account @param {number} port */
function start(bin, folder, account, port) {
  const settings = ["listen_addresses=127.0.0.1", "max_connections=200", "log_min_messages=log"];
  const args = [
    "-D",
    "data",
    "-k",
    folder,
    "-p",
    String(port),
    ...settings.flatMap((s) => ["-c", s]),
  ];
  const server = spawn(join(bin, "postgres"), args, {
    ...account,
    cwd: folder,
    detached: true, // Ctrl-C at the terminal is for the tests; they may still need it to tidy up
    stdio: ["ignore", "ignore", "pipe"],
  });
  const log = { text: "" };
  server.stderr.setEncoding("utf8").on("data", (chunk) => {
    log.text = (log.text + chunk).slice(-10_000);
  });
  return { server, log };
}

/** @param {import("node:child_process").ChildProcess} server @param {{ readonly text: string }} log */
async function isReady(server, log) {
  for (let waited = 0; waited < startSeconds * 20 && !hasEnded(server); waited += 1) {
    if (log.text.includes("ready to accept connections")) return true;
    await sleep(50);
  }
  return false;
}

/** @param {import("node:child_process").ChildProcess | undefined} server */
async function stopped(server) {
  if (server === undefined || hasEnded(server)) return;
  const end = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGQUIT");
  await end;
}

/** @param {import("node:child_process").ChildProcess} server */
function hasEnded(server) {
  return server.exitCode !== null || server.signalCode !== null;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
