// Starting other programs so that they are not left behind: a signal that ends us ends them first, and what they answered
// (an exit code, or the signal that ended them) is passed on as it was.

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { Refusal, root } from "./house.mjs";

/** @typedef {{ readonly code: number, readonly signal: NodeJS.Signals | null, readonly output: string }} Ended */

/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();

/** @type {NodeJS.Signals | undefined} */
let caught;

/** From here on a signal goes to the children; we end when they have, so that what we opened is closed. */
export function watchSignals() {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      caught ??= signal;
      if (children.size === 0) process.exit(128 + constants.signals[signal]); // `exit` handlers tidy up
      // Ctrl-C at a terminal reaches the whole group by itself; a second one would read as impatience.
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      for (const child of children) child.kill(signal);
    });
  }
}

/** Whether a signal asked us to end: then nothing new is begun. */
export function interrupted() {
  return caught !== undefined;
}

/** Ends this process by the signal that was caught, if one was; else with the code. @param {number} code */
export function endWith(code) {
  endAs({ code, signal: caught ?? null });
}

/** Ends this process as another one ended: a server that closes in order on SIGTERM and exits 0 makes us exit 0. @param {Pick<Ended, "code" | "signal">} ended */
export function endAs({ code, signal }) {
  process.exitCode = code;
  if (signal === null) return;
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/**
 * Runs a program to its end.
 * `through`: it owns our input and output; `aside`: what it prints goes to standard error; `kept`: it is returned.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ output: "through" | "aside" | "kept", cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<Ended>}
 */
export function run(program, args, { output, cwd = root, env = process.env }) {
  if (caught !== undefined) return Promise.reject(new Refusal(`ended by ${caught}`)); // begin nothing new
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: output === "through" ? "inherit" : ["ignore", ...sinks[output]],
    });
    children.add(child);
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => {
      children.delete(child);
      reject(error);
    });
    child.on("close", (code, signal) => {
      children.delete(child);
      resolve({
        code: code ?? 128 + (signal ? constants.signals[signal] : 0),
        signal,
        output: Buffer.concat(chunks).toString("utf8"),
      });
    });
  });
}

/** @type {{ aside: import("node:child_process").StdioOptions & any[], kept: import("node:child_process").StdioOptions & any[] }} */
const sinks = { aside: [2, 2], kept: ["pipe", "pipe"] };
