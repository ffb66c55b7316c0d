// What `npm run check` and `npm test` run, and the one line they end with.

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { interrupted, run } from "./children.mjs";
import { tellFailures } from "./failures.mjs";
import { root, say } from "./house.mjs";
import { inLanes } from "./lanes.mjs";
import { findPostgres, withPostgres } from "./postgres.mjs";
import { findTests, longestFirst, runTests } from "./tests.mjs";

/** @typedef {{ readonly name: string, readonly passed: number, readonly failed: number, readonly remarks: readonly string[], readonly failures: readonly import("./failures.mjs").Failure[], readonly output: string }} Result */

const unitFolders = ["packages", "apps", "tools"];

/** The quick loop: lint, types, unit tests. @param {string} node @param {readonly string[]} wanted */
export function check(node, wanted) {
  return withTestEnv(async (env) => conclude(await quickResults(node, wanted, env)));
}

/** Everything that there is to test. @param {string} node @param {readonly string[]} wanted */
export function test(node, wanted) {
  return withTestEnv(async (env) => {
    const results = await quickResults(node, wanted, env);
    if (!interrupted()) results.push(await wholeSystemTests(node, wanted, env));
    return conclude(results);
  });
}

/** @param {string} node @param {readonly string[]} wanted @param {NodeJS.ProcessEnv} env */
async function quickResults(node, wanted, env) {
  const results = await Promise.all([
    step("lint", node, ["@biomejs", "biome", "bin", "biome"], ["ci", "--colors=off", "."]),
    step("types", node, ["typescript", "bin", "tsc"], ["-b", "--force"]),
    unitTests(node, wanted, env),
  ]);
  if (interrupted()) return [...results];
  for (const { name, passed, failed, output } of results) {
    if (failed > 0) process.stdout.write(`\n── ${name} ──\n${output}\n`);
    else say(passed > 0 ? `${name}: ${passed} passed` : `${name}: in order`);
  }
  return [...results];
}

/** A step either holds, and then counts for nothing, or is one failure. @param {string} name @param {string} node @param {readonly string[]} script @param {readonly string[]} args @returns {Promise<Result>} */
async function step(name, node, script, args) {
  const path = join(root, "node_modules", ...script);
  const { code, output } = await run(node, [path, ...args], { output: "kept" });
  const failures = code === 0 ? [] : [{ what: name, text: output }];
  return { name, passed: 0, failed: failures.length, remarks: [], failures, output };
}

/**
 * One process a room, as many at a time as there are cores. One process for all of them took three times as long: what thousands
 * of tests leave in its memory slows those that follow.
 *
 * @param {string} node @param {readonly string[]} wanted @param {NodeJS.ProcessEnv} env @returns {Promise<Result>}
 */
async function unitTests(node, wanted, env) {
  const inRooms = rooms(findTests(unitFolders, wanted));
  const options = /** @type {const} */ ({ isolation: "none", timeoutSeconds: 300, env });
  const lanes = { lanes: availableParallelism(), halted: interrupted };
  const done = await inLanes(inRooms, lanes, async ({ name, files }) => ({
    name,
    ...(await runTests(node, files, options)),
  }));
  const output = done
    .filter(({ failed }) => failed > 0)
    .map((room) => `── ${room.name} ──\n${room.output}`)
    .join("\n");
  return { ...total("unit tests", done), output };
}

/** It runs core's contracts on two engines, and waits for their disks: longer than its files look. */
const slowRoom = "packages/store";

/** The files of each room, the slow one first and then those with the most files, so that no long one begins last. @param {readonly string[]} files */
function rooms(files) {
  /** @type {Map<string, string[]>} */
  const byName = new Map();
  for (const file of files) {
    const name = file.split(/[\\/]/, file.startsWith("tools") ? 1 : 2).join("/");
    byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  return [...byName]
    .map(([name, inRoom]) => ({ name, files: inRoom }))
    .sort(
      (a, b) =>
        Number(b.name === slowRoom) - Number(a.name === slowRoom) ||
        b.files.length - a.files.length,
    );
}

/**
 * One process a file, the long ones first, so that none of them runs alone at the end. What a file says is printed when it has
 * ended, in one piece. Much of their time goes by in waiting, for the next code or for a disk: so there is a lane more than there
 * are cores.
 *
 * @param {string} node @param {readonly string[]} wanted @param {NodeJS.ProcessEnv} env @returns {Promise<Result>}
 */
async function wholeSystemTests(node, wanted, env) {
  const files = longestFirst(findTests(["tests"], wanted));
  const options = /** @type {const} */ ({ isolation: "process", timeoutSeconds: 600, env });
  const lanes = { lanes: availableParallelism() + 1, halted: interrupted };
  const done = await inLanes(files, lanes, async (file) => {
    const began = performance.now();
    const ended = await runTests(node, [file], options);
    if (interrupted()) say(`${file} was under way`);
    else process.stdout.write(`\n── ${file}: ${told(ended, began)} ──\n${ended.output}`);
    return { name: file, ...ended };
  });
  return { ...total("whole-system tests", done), output: "" };
}

/** @param {import("./tests.mjs").TestRun} run @param {number} began */
function told({ passed, failed }, began) {
  const seconds = Math.round((performance.now() - began) / 1000);
  return `${passed} passed, ${failed > 0 ? `${failed} failed, ` : ""}${seconds} s`;
}

/** @param {string} name @param {readonly Result[]} parts @returns {Omit<Result, "output">} */
function total(name, parts) {
  return {
    name,
    passed: parts.reduce((sum, { passed }) => sum + passed, 0),
    failed: parts.reduce((sum, { failed }) => sum + failed, 0),
    remarks: parts.flatMap((part) => part.remarks.map((remark) => `${part.name}: ${remark}`)),
    failures: parts.flatMap((part) => part.failures),
  };
}

/** Prints what failed, then the closing line, and answers with the exit code. @param {readonly Result[]} results */
function conclude(results) {
  if (interrupted()) return 1; // half a run has no count
  const { passed, failed, remarks, failures } = total("everything", results);
  process.stdout.write(tellFailures(failures));
  for (const remark of remarks) say(remark);
  for (const { name } of results.filter((result) => result.failed > 0)) say(`${name} failed`);
  if (passed + failed === 0) say("no test ran");
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return passed > 0 && failed === 0 ? 0 : 1;
}

/** The environment of tests and benchmarks: this machine's, less its own settings of Sallyport, with a PostgreSQL where there is one. @template T @param {(env: NodeJS.ProcessEnv) => Promise<T>} work @returns {Promise<T>} */
export async function withTestEnv(work) {
  const entries = Object.entries(process.env);
  const env = Object.fromEntries(
    entries.filter(([name]) => !/^SALLYPORT_(?!TEST_)|^NODE_(ENV|TEST_CONTEXT)$/.test(name)),
  );
  if (env["SALLYPORT_TEST_POSTGRES"]) return work(env);
  const bin = findPostgres();
  if (bin !== undefined) {
    return withPostgres(bin, (url) => work({ ...env, SALLYPORT_TEST_POSTGRES: url }));
  }
  say("there is no PostgreSQL here: what runs on both engines runs on SQLite alone");
  return work(env);
}
