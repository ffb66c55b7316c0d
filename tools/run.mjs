// The one command. It makes `npm start` and `npm test` work straight after `git clone`, on a machine whose Node may be too
// old: the right Node, then the dependencies, then the console's build, each only when it is not there yet.
// It and all it imports must run on Node 20, with nothing installed.

import { endAs, endWith, run, watchSignals } from "./lib/children.mjs";
import { Refusal, say } from "./lib/house.mjs";
import { prepare, runServer } from "./lib/prepare.mjs";

/** A command answers with an exit code, or with how the program ended that it handed over to. */
/** @typedef {(args: readonly string[]) => Promise<number | import("./lib/children.mjs").Ended>} Command */

/** @type {Readonly<Record<string, Command>>} */
const commands = {
  start: serve("start"),
  lab: serve("lab"),
  async setup(args) {
    await prepare({ web: true, programs: args.includes("--tests") });
    return 0;
  },
  async check(args) {
    const node = await prepare({});
    const { check } = await import("./lib/checks.mjs");
    return check(node, args);
  },
  async test(args) {
    const node = await prepare({ web: true, programs: true });
    const { test } = await import("./lib/checks.mjs");
    return test(node, args);
  },
  async bench(args) {
    const node = await prepare({ web: true });
    const { withTestEnv } = await import("./lib/checks.mjs");
    const quiet = "--disable-warning=ExperimentalWarning";
    return withTestEnv((env) =>
      run(node, [quiet, "bench/main.ts", ...args], { output: "through", env }),
    );
  },
  /** The test kit as one file, in the folder that is named: what other projects install. */
  async "pack:testing"([folder = "."]) {
    const node = await prepare({ web: true });
    const { packTesting } = await import("./lib/pack-testing.mjs");
    await packTesting(node, folder);
    return 0;
  },
  /** Any program with the right Node first in its path: `node tools/run.mjs exec node --test some.test.ts`. */
  async exec([program = "node", ...args]) {
    await prepare({});
    return run(program, args, { output: "through", cwd: process.cwd() });
  },
};

/** @param {string} word @returns {Command} */
function serve(word) {
  return async (args) => {
    return runServer(await prepare({ web: true }), [word, ...args]);
  };
}

watchSignals();
const [name = "", ...args] = process.argv.slice(2);
try {
  const command = commands[name];
  if (!command) throw new Refusal(`usage: node tools/run.mjs ${Object.keys(commands).join("|")}`);
  const answer = await command(args);
  if (typeof answer === "number") endWith(answer);
  else endAs(answer);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  endWith(1);
}
