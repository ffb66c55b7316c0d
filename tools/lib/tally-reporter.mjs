// A reporter for node:test that says nothing to people: it counts, and leaves the count as JSON for lib/tests.mjs.
// A test that was skipped or put off proves nothing, so it is counted apart, by name; it will be called a failure.

/** @typedef {{ passed: number, failed: number, unproven: string[] }} Tally */

/** @param {AsyncIterable<{ type: string, data: any }>} events */
// biome-ignore lint/style/noDefaultExport: node:test takes a reporter from there.
export default async function* tally(events) {
  /** @type {Tally} */
  const count = { passed: 0, failed: 0, unproven: [] };
  for await (const { type, data } of events) {
    if (type === "test:pass" || type === "test:fail") add(count, type === "test:pass", data);
  }
  yield JSON.stringify(count);
}

/** @param {Tally} count @param {boolean} passed @param {any} data */
function add(count, passed, data) {
  const isSuite = data.details?.type === "suite";
  if (isMarked(data.skip) || isMarked(data.todo)) count.unproven.push(data.name);
  else if (isSuite) count.failed += passed || isOnlyItsTests(data) ? 0 : 1;
  else if (passed) count.passed += 1;
  else count.failed += isOnlyItsTests(data) ? 0 : 1;
}

/** `skip` and `todo` are absent, or true, or the reason. @param {unknown} mark */
function isMarked(mark) {
  return mark !== undefined && mark !== false;
}

/** A suite or test that failed only because a test in it did is no second failure. @param {any} data */
function isOnlyItsTests(data) {
  return data.details?.error?.failureType === "subtestsFailed";
}
