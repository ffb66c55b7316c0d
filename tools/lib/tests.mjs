// Runs test files with node:test and answers with a count that cannot flatter: a run that crashed, a test that was skipped
// and a run without tests are failures too.

import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./children.mjs";
import { root } from "./house.mjs";
import { filesBelow } from "./stamp.mjs";

/** @typedef {{ readonly passed: number, readonly failed: number, readonly remarks: readonly string[], readonly failures: readonly import("./failures.mjs").Failure[], readonly output: string }} TestRun */

const reporter = fileURLToPath(new URL("./tally-reporter.mjs", import.meta.url));

/** Test files below these folders, relative to the root; `wanted` keeps those whose path contains one of its words. @param {readonly string[]} folders @param {readonly string[]} wanted */
export function findTests(folders, wanted) {
  return folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .map((file) => relative(root, file))
    .filter((file) => /\.test\.(ts|mjs)$/.test(file))
    .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)));
}

/** The kinds of whole-system tests by how long a file of theirs takes, as a rule: a browser's minutes, then seconds. */
const longestKinds = ["browser", "faults", "command-line", "aws-sdk"];

/**
 * The same files in an order in which no long one begins last: kind by kind, and in each the one with the most text first. Nobody
 * keeps a table of seconds for it: a file that is out of its turn costs less than a table that is out of date.
 *
 * @param {readonly string[]} files
 * @param {(file: string) => number} sizeOf
 */
export function longestFirst(files, sizeOf = (file) => statSync(join(root, file)).size) {
  const kindOf = (/** @type {string} */ file) =>
    longestKinds.findIndex((kind) => file.split(/[\\/]/).includes(kind));
  return files
    .map((file) => ({ file, kind: kindOf(file), size: sizeOf(file) }))
    .sort((a, b) => a.kind - b.kind || b.size - a.size)
    .map(({ file }) => file);
}

/**
 * @param {string} node
 * @param {readonly string[]} files
 * @param {{ isolation: "none" | "process", timeoutSeconds: number, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<TestRun>}
 */
export async function runTests(node, files, { isolation, timeoutSeconds, env }) {
  if (files.length === 0) return { passed: 0, failed: 0, remarks: [], failures: [], output: "" };
  const folder = mkdtempSync(join(tmpdir(), "sallyport-tests-"));
  const tally = join(folder, "tally.json");
  const args = [
    "--disable-warning=ExperimentalWarning",
    "--test",
    `--test-isolation=${isolation}`,
    `--test-timeout=${timeoutSeconds * 1000}`,
    ...(isolation === "process" ? ["--test-concurrency=1"] : []),
    ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${tally}`],
    ...files,
  ];
  try {
    const { code, output } = await run(node, args, { output: "kept", env });
    const counted = readTally(tally);
    return { ...judge(code, counted), failures: counted?.failures ?? [], output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @returns {import("./tally-reporter.mjs").Tally | undefined} */
function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // the run ended before it could count
  }
}

/** @param {number} code @param {import("./tally-reporter.mjs").Tally | undefined} tally */
export function judge(code, tally) {
  if (!tally)
    return { passed: 0, failed: 1, remarks: [`the tests ended early (exit code ${code})`] };
  const remarks = tally.unproven.map((what) => `counts as failed: ${what}`);
  const failed = tally.failed + tally.unproven.length;
  if (code === 0 || failed > 0) return { passed: tally.passed, failed, remarks };
  return {
    passed: tally.passed,
    failed: 1,
    remarks: [`every test passed, yet the exit code was ${code}`],
  };
}
