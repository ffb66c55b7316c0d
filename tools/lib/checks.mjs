// What `npm run check` and `npm test` run, and the one line they end with.

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { interrupted, run } from "./children.mjs";
import { root, say } from "./house.mjs";
import { findPostgres, withPostgres } from "./postgres.mjs";
import { findTests, runTests } from "./tests.mjs";

/** @typedef {{ readonly name: string, readonly passed: number, readonly failed: number, readonly remarks: readonly string[], readonly output: string }} Result */

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
  return { name, passed: 0, failed: code === 0 ? 0 : 1, remarks: [], output };
}

/**
 * One process a room, as many at a time as there are cores. One process for all of them took three times as long: what thousands
 * of tests leave in its memory slows those that follow.
 *
 * @param {string} node @param {readonly string[]} wanted @param {NodeJS.ProcessEnv} env @returns {Promise<Result>}
 */
async function unitTests(node, wanted, env) {
  const waiting = rooms(findTests(unitFolders, wanted));
  /** @type {Result[]} */
  const done = [];
  const options = /** @type {const} */ ({
    isolation: "none",
    timeoutSeconds: 60,
    output: "kept",
    env,
  });
  const lane = async () => {
    for (let room = waiting.shift(); room && !interrupted(); room = waiting.shift()) {
      done.push({ name: room.name, ...(await runTests(node, room.files, options)) });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return {
    name: "unit tests",
    passed: done.reduce((sum, { passed }) => sum + passed, 0),
    failed: done.reduce((sum, { failed }) => sum + failed, 0),
    remarks: done.flatMap(({ name, remarks }) => remarks.map((remark) => `${name}: ${remark}`)),
    output: done
      .filter(({ failed }) => failed > 0)
      .map(({ name, output }) => `── ${name} ──\n${output}`)
      .join("\n"),
  };
}

/** The files of each room, those with the most files first, so that no long one begins last. @param {readonly string[]} files */
function rooms(files) {
  /** @type {Map<string, string[]>} */
  const byName = new Map();
  for (const file of files) {
    const name = file.split(/[\\/]/, file.startsWith("tools") ? 1 : 2).join("/");
    byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  return [...byName]
    .map(([name, inRoom]) => ({ name, files: inRoom }))
    .sort((a, b) => b.files.length - a.files.length);
}

/** @param {string} node @param {readonly string[]} wanted @param {NodeJS.ProcessEnv} env @returns {Promise<Result>} */
async function wholeSystemTests(node, wanted, env) {
  const files = findTests(["tests"], wanted);
  const options = /** @type {const} */ ({
    isolation: "process",
    timeoutSeconds: 300,
    output: "through",
    env,
  });
  return { name: "whole-system tests", ...(await runTests(node, files, options)) };
}

/** Prints the closing line, and answers with the exit code. @param {readonly Result[]} results */
function conclude(results) {
  if (interrupted()) return 1; // half a run has no count
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  for (const { name, remarks } of results) for (const remark of remarks) say(`${name}: ${remark}`);
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
