// A reporter for node:test that says nothing to people: it counts, and leaves the count as JSON for lib/tests.mjs.
// What proves nothing is counted apart, with its reason, and will be called a failure: a test that was skipped or put off,
// one that began and never ended (node:test lets process.exit(0) pass), a file in which there is no test at all.

import { relative } from "node:path";
import { inspect } from "node:util";
import { root } from "./house.mjs";

/** @typedef {{ passed: number, failed: number, unproven: string[], failures: import("./failures.mjs").Failure[] }} Tally */

/** @param {AsyncIterable<{ type: string, data: any }>} events */
// biome-ignore lint/style/noDefaultExport: node:test takes a reporter from there.
export default async function* tally(events) {
  /** @type {Tally} */
  const count = { passed: 0, failed: 0, unproven: [], failures: [] };
  /** @type {Map<string, { name: string, times: number }>} */
  const open = new Map();
  for await (const { type, data } of events) {
    if (type === "test:enqueue")
      open.set(place(data), { name: data.name, times: times(open, data) + 1 });
    if (type === "test:complete")
      open.set(place(data), { name: data.name, times: times(open, data) - 1 });
    if (type === "test:pass" || type === "test:fail") add(count, type === "test:pass", data);
  }
  const lost = [...open.values()].filter((entry) => entry.times > 0);
  count.unproven.push(...lost.map(({ name }) => `never ended: ${name}`));
  yield JSON.stringify(count);
}

/** @param {Tally} count @param {boolean} passed @param {any} data */
function add(count, passed, data) {
  if (isMarked(data.skip)) count.unproven.push(`skipped: ${data.name}`);
  else if (isMarked(data.todo)) count.unproven.push(`put off: ${data.name}`);
  else if (passed && isWholeFile(data)) count.unproven.push(`no test in ${data.name}`);
  else if (!passed) fail(count, data);
  else if (data.details?.type !== "suite") count.passed += 1;
}

/** Counts a failure and keeps what it said. Whatever failed only because a test in it did is no second one. @param {Tally} count @param {any} data */
function fail(count, { name, file, details: { error } }) {
  if (error.failureType === "subtestsFailed") return;
  count.failed += 1;
  const what = file === undefined ? name : `${relative(root, file)}: ${name}`;
  count.failures.push({ what, text: inspect(error.cause ?? error) });
}

/** Tests made in a loop share their place, so a place is counted. @param {any} data */
function place({ file, line, column, nesting, name }) {
  return JSON.stringify([file, line, column, nesting, name]);
}

/** @param {ReadonlyMap<string, { times: number }>} open @param {any} data */
function times(open, data) {
  return open.get(place(data))?.times ?? 0;
}

/** `skip` and `todo` are absent, or true, or the reason. @param {unknown} mark */
function isMarked(mark) {
  return mark !== undefined && mark !== false;
}

/** With a process for each file, a file that reports no test is reported as one itself. @param {any} data */
function isWholeFile({ file, line, column, nesting, name }) {
  return nesting === 0 && line === 1 && column === 1 && String(file).endsWith(name);
}
