// A reporter for node:test that says nothing to people: it counts, and leaves the count as JSON for lib/tests.mjs.
// What proves nothing is counted apart, with its reason, and will be called a failure: a test that was skipped or put off,
// one that began and never ended (node:test lets process.exit(0) pass), a file in which there is no test at all.

/** @typedef {{ passed: number, failed: number, unproven: string[] }} Tally */

/** @param {AsyncIterable<{ type: string, data: any }>} events */
// biome-ignore lint/style/noDefaultExport: node:test takes a reporter from there.
export default async function* tally(events) {
  /** @type {Tally} */
  const count = { passed: 0, failed: 0, unproven: [] };
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
  else if (!passed) count.failed += isOnlyItsTests(data) ? 0 : 1;
  else if (data.details?.type !== "suite") count.passed += 1;
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

/** A suite or test that failed only because a test in it did is no second failure. @param {any} data */
function isOnlyItsTests(data) {
  return data.details?.error?.failureType === "subtestsFailed";
}
